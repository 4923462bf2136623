namespace MailingList.Core.Bounces.Parts;

/// <summary>Finds addresses in text that programs wrote for people. Liberal: who uses one compares it with addresses that are known.</summary>
internal static class AddressText
{
    // RFC 5321 section 4.5.3.1; a little more, for what gateways make of longer ones.
    private const int Longest = 320;

    /// <summary>The first address from a position on; null without any.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="begin">Where it begins.</param>
    /// <param name="end">Behind it; where there is none, the end.</param>
    internal static string? First(string text, int start, out int begin, out int end)
    {
        int from = start;
        for (int at = text.IndexOf('@', start); at >= 0; at = text.IndexOf('@', at + 1))
        {
            begin = Begin(text, at, from);
            end = End(text, at + 1);
            if (begin < at && end > at + 1 && end - begin <= Longest)
            {
                return text[begin..end];
            }

            from = at + 1;
        }

        begin = end = text.Length;
        return null;
    }

    /// <summary>The first address, or null.</summary>
    internal static string? First(string text) => First(text, 0, out _, out _);

    /// <summary>The address that begins exactly at a position, with its brackets or quotes if it has any; null when none does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it has to begin.</param>
    /// <param name="end">Behind it and its brackets.</param>
    internal static string? At(string text, int start, out int end)
    {
        end = start;
        int at = start;
        while (at < text.Length && text[at] is '<' or '"' or '\'' or '(')
        {
            at++;
        }

        int sign = text.IndexOf('@', at, Math.Min(Longest, text.Length - at));
        if (sign < 0 || First(text, start, out int begin, out int last) is not { } address)
        {
            return null;
        }

        // `"a b"@x` begins at its quote, `"a@x"` behind it.
        if (begin != at && begin != start && !(begin == at - 1 && text[begin] == '"'))
        {
            return null;
        }

        while (last < text.Length && last - begin <= Longest && text[last] is '>' or '"' or '\'' or ')' && begin > start)
        {
            last++;
        }

        end = last;
        return address;
    }

    private static int Begin(string text, int at, int from)
    {
        if (at > from && text[at - 1] == '"')
        {
            int quote = at - 2;
            while (quote >= from && at - quote <= Longest && (text[quote] != '"' || (quote > from && text[quote - 1] == '\\')) && !char.IsControl(text[quote]))
            {
                quote--;
            }

            return quote >= from && quote < at - 2 && text[quote] == '"' ? quote : at;
        }

        int begin = at;
        while (begin > from && at - begin <= Longest && IsLocal(text[begin - 1]))
        {
            begin--;
        }

        // `mailto:a@x` ends at its colon of itself; `'a@x'` and `=a@x` do not.
        while (begin < at && text[begin] is '\'' or '=' or '|' or '/' or '*' or '.')
        {
            begin++;
        }

        return begin;
    }

    private static int End(string text, int from)
    {
        int end = from;
        if (end < text.Length && text[end] == '[')
        {
            int close = text.IndexOf(']', end, Math.Min(Longest, text.Length - end));
            return close > end + 1 ? close + 1 : from;
        }

        while (end < text.Length && end - from < Longest && IsDomain(text[end]))
        {
            end++;
        }

        while (end > from && text[end - 1] is '.' or '-')
        {
            end--;
        }

        return end;
    }

    private static bool IsLocal(char c) =>
        char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal) || (c > '\x7f' && (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || IsMark(c)));

    private static bool IsDomain(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' || (c > '\x7f' && (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || IsMark(c)));

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
