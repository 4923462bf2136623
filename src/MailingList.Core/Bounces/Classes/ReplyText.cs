using System.Globalization;
using System.Text;

using MailingList.Core.Bounces.Parts;

namespace MailingList.Core.Bounces.Classes;

/// <summary>A host's words: its reply code (RFC 5321 section 4.2.1), its enhanced codes, and the rest.</summary>
internal sealed class ReplyText
{
    private const int Longest = 2000;

    private ReplyText(string text, int? code, IReadOnlyList<EnhancedStatus> statuses)
    {
        Text = text;
        Code = code;
        Statuses = statuses;
    }

    /// <summary>One line, from the reply code on where there is one.</summary>
    internal string Text { get; }

    /// <summary>The reply code, or null.</summary>
    internal int? Code { get; }

    /// <summary>The enhanced codes in it, in their order.</summary>
    internal IReadOnlyList<EnhancedStatus> Statuses { get; }

    /// <summary>
    /// Whether the place of the recipient is empty, as in <c>550 : User unknown</c>: so some hosts answer to the message, by a filter that the
    /// recipient has set, when to RCPT they answer <c>550 &lt;bob@example.net&gt;: User unknown</c>.
    /// </summary>
    internal bool HasEmptyRecipient
    {
        get
        {
            for (int at = Text.IndexOf(": ", StringComparison.Ordinal); at >= 0; at = Text.IndexOf(": ", at + 1, StringComparison.Ordinal))
            {
                ReadOnlySpan<char> before = Text.AsSpan(0, at).TrimEnd(" :");
                if (before.Length >= 3 && before.Length < at && char.IsAsciiDigit(before[^1]) && char.IsAsciiDigit(before[^2]) && before[^3] == '5' && (before.Length == 3 || before[^4] == ' '))
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal static ReplyText Read(string words)
    {
        string line = OneLine(words);
        int at = FindCode(line);
        string text = at < 0 ? line : line[at..];
        List<EnhancedStatus> statuses = [];
        for (int i = 0; i < text.Length && EnhancedStatus.Find(text, i, out i) is { } status;)
        {
            statuses.Add(status);
        }

        return new ReplyText(text, at < 0 ? null : int.Parse(text.AsSpan(0, 3), CultureInfo.InvariantCulture), statuses);
    }

    /// <summary>The words in lower case, without addresses and what stands behind # in a URL: names prove nothing.</summary>
    internal static string Plain(string words)
    {
        string line = OneLine(words);
        var plain = new StringBuilder(line.Length);
        int done = 0;
        while (done < line.Length)
        {
            string? address = AddressText.First(line, done, out int begin, out int end);
            plain.Append(line, done, begin - done).Append(address is null ? string.Empty : "@");
            done = end;
        }

        string text = string.Join(' ', Nameless(plain.ToString().ToLowerInvariant().Split(' ')));
        int fragment = text.IndexOf("/#", StringComparison.Ordinal);
        return fragment < 0 ? text : text[..fragment];
    }

    // `host antispam.example.net[192.0.2.1] said:`, `host mx.example.net [192.0.2.1]:`.
    private static IEnumerable<string> Nameless(string[] words) =>
        words.Where((word, i) => !(word.IndexOf('[', StringComparison.Ordinal) is >= 0 and var at && at + 1 < word.Length && char.IsAsciiHexDigit(word[at + 1]) && word.Contains(']', StringComparison.Ordinal))
            && !(i > 0 && words[i - 1] == "host" && word.Contains('.', StringComparison.Ordinal)));

    private static string OneLine(string words) =>
        string.Join(' ', (words.Length > Longest ? words[..Longest] : words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // `550 …`, `550-5.1.1 …`, `550: …`; not a part of an IP address, a size, a port, or a name.
    private static int FindCode(string text)
    {
        for (int i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] is '4' or '5' && char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2]) && text[i + 1] <= '7'
                && (i == 0 || text[i - 1] is ' ' or ':' or ';' or '"' or '\'' or '(' or '[' or '<')
                && (i + 3 == text.Length || text[i + 3] is ' ' or '-' or ':' or ',' or ']'))
            {
                return i;
            }
        }

        return -1;
    }
}
