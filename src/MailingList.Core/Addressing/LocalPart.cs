using System.Text;

namespace MailingList.Core.Addressing;

/// <summary>What may stand before the @ (RFC 5321 section 4.1.2, RFC 6531), and how it is written for the wire.</summary>
internal static class LocalPart
{
    // RFC 5321 section 4.5.3.1.1, in octets.
    private const int Longest = 64;

    /// <summary>Why a local part is none, or null.</summary>
    /// <param name="localPart">As typed, with its quotes if it has any.</param>
    /// <param name="content">The same without quotes and escapes.</param>
    internal static string? Refuse(string localPart, out string content)
    {
        content = localPart;
        if (localPart.Length == 0)
        {
            return "has nothing before the @";
        }

        return RefuseLength(localPart)
            ?? (localPart[0] == '"' ? RefuseQuoted(localPart, out content) : RefuseDotString(localPart))
            // The quotes that Wire adds count too.
            ?? RefuseLength(Quoted(localPart, content));
    }

    /// <summary>With quotes where RFC 5321 asks for them.</summary>
    internal static string Quoted(string localPart, string content)
    {
        bool dotString = content[0] != '.' && content[^1] != '.' && !content.Contains("..", StringComparison.Ordinal);
        return dotString || localPart[0] == '"' ? localPart : $"\"{content}\"";
    }

    /// <summary>Why a text holds what no decoder made of UTF-8, or null.</summary>
    // The rune that decoders put in the place of what they could not decode.
    internal static string? RefuseUndecodable(string content) =>
        !Ascii.IsValid(content) && content.EnumerateRunes().Contains(Rune.ReplacementChar) ? "is not valid UTF-8" : null;

    private static string? RefuseLength(string localPart) =>
        Encoding.UTF8.GetByteCount(localPart) > Longest ? "has more than 64 bytes before the @ (RFC 5321 section 4.5.3.1.1)" : null;

    private static string? RefuseQuoted(string localPart, out string content)
    {
        var unquoted = new StringBuilder(localPart.Length);
        content = string.Empty;
        int last = localPart.Length - 1;
        if (last < 2 || localPart[last] != '"')
        {
            return "has a quote that is not closed, or nothing in its quotes";
        }

        for (int i = 1; i < last; i++)
        {
            if (localPart[i] == '"' || (localPart[i] == '\\' && ++i == last))
            {
                return "has a stray quote";
            }

            if (char.IsControl(localPart[i]))
            {
                return "has a control character";
            }

            unquoted.Append(localPart[i]);
        }

        content = unquoted.ToString();
        return RefuseUndecodable(content);
    }

    private static string? RefuseDotString(string localPart)
    {
        foreach (char c in localPart)
        {
            if (char.IsControl(c))
            {
                return "has a control character";
            }

            // Dots anywhere: some mobile operators gave out addresses such as a..b@ and a.@, and they are in use; Wire quotes them.
            if (c != '.' && !IsAtomText(c))
            {
                return $"has the character '{c}' before the @, which needs quotes";
            }
        }

        return RefuseUndecodable(localPart);
    }

    // RFC 5322 section 3.2.3 atext, and UTF8-non-ascii of RFC 6531.
    private static bool IsAtomText(char c) =>
        char.IsAsciiLetterOrDigit(c) || c > '\x7f' || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);
}
