using System.Buffers;
using System.Text;

namespace MailingList.Core.Bounces.Forms;

/// <summary>The text for people of a bounce, in lines that patterns can be laid on.</summary>
internal sealed class ReportText
{
    private const int LongestText = 64 * 1024;
    private const int LongestBeginning = 16 * 1024;
    private const int LongestLine = 2000;
    private const int MostLines = 2000;

    // With what the post begins, where it stands below the report in the same text.
    private static readonly string[] Posts = ["Received: ", "Return-Path:", "Message-ID:"];

    private static readonly string[] Copies = ["--- Below this line", "--- Enclosed is a copy", "--- Original message", "------ This is a copy", "----- Original message", "----- Unsent message"];

    private readonly string _own;
    private readonly string _words; // the first lines in one, so that marks are found that were broken into two

    internal ReportText(string text)
    {
        string[] lines = (text.Length > LongestText ? text[..LongestText] : text).ReplaceLineEndings("\n").Split('\n');
        Raw = [.. lines.Take(MostLines).Select(line => line.Length > LongestLine ? line[..LongestLine] : line).Select(Unquoted)];
        Lines = [.. Raw.Select(Folded)];
        _words = Beginning(Lines);
        _own = Beginning(Lines.TakeWhile(line => !IsReturnedPost(line) && !Array.Exists(Copies, copy => line.StartsWith(copy, StringComparison.OrdinalIgnoreCase))));
    }

    /// <summary>The lines as they are, but for a quotation's mark: forwarded bounces are read too.</summary>
    internal IReadOnlyList<string> Raw { get; }

    /// <summary>The lines without white space around them, and with one space where there are several.</summary>
    internal IReadOnlyList<string> Lines { get; }

    /// <summary>Whether words are in it, in any case, on one line or two.</summary>
    internal bool Has(string words) => _words.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether one of several is in it.</summary>
    internal bool HasAny(SearchValues<string> words) => _words.AsSpan().ContainsAny(words);

    /// <summary>Whether one of several is in it, above the post that comes back.</summary>
    internal bool SaysAny(SearchValues<string> words) => _own.AsSpan().ContainsAny(words);

    /// <summary>Whether a line is one of a post's header.</summary>
    internal static bool IsReturnedPost(string line) => Array.Exists(Posts, field => line.StartsWith(field, StringComparison.OrdinalIgnoreCase));

    private static string Beginning(IEnumerable<string> lines)
    {
        string words = string.Join(' ', lines);
        return words.Length > LongestBeginning ? words[..LongestBeginning] : words;
    }

    // sendmail's transcripts have lines that begin with >>>.
    private static string Unquoted(string line) => line.StartsWith("> ", StringComparison.Ordinal) ? line[2..] : line == ">" ? string.Empty : line;

    private static string Folded(string line)
    {
        string trimmed = line.Trim();
        if (!trimmed.Contains("  ", StringComparison.Ordinal) && !trimmed.Contains('\t', StringComparison.Ordinal))
        {
            return trimmed;
        }

        var folded = new StringBuilder(trimmed.Length);
        foreach (char c in trimmed)
        {
            char next = char.IsWhiteSpace(c) ? ' ' : c;
            if (next != ' ' || folded[^1] != ' ')
            {
                folded.Append(next);
            }
        }

        return folded.ToString();
    }
}
