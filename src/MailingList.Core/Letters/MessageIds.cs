namespace MailingList.Core.Letters;

/// <summary>Identifiers of messages (RFC 5322 section 3.6.4) in text that came from outside.</summary>
internal static class MessageIds
{
    // Longer ones are in no use; and some in a row must stay within a line of 998 bytes wherever it is folded anew.
    private const int Longest = 250;

    // RFC 5322 sets no limit, but nobody's thread needs all of a hundred ancestors.
    private const int Most = 20;

    /// <summary>The identifiers, with their brackets; whatever else there is, line ends included, is left out.</summary>
    internal static IEnumerable<string> In(string? text)
    {
        text ??= string.Empty;
        for (int open = text.IndexOf('<', StringComparison.Ordinal); open >= 0; open = text.IndexOf('<', open + 1))
        {
            int close = text.IndexOfAny(['<', '>'], open + 1);
            if (close > open + 1 && text[close] == '>' && close - open < Longest && text.AsSpan((open + 1)..close).IndexOfAnyExceptInRange('!', '~') < 0)
            {
                yield return text[open..(close + 1)];
            }
        }
    }

    /// <summary>The first, which is the thread's, and the last ones.</summary>
    internal static IReadOnlyList<string> Thread(string? references, string? answered)
    {
        string[] ids = [.. In(references).Concat(In(answered).Take(1)).Distinct()];
        return ids.Length <= Most ? ids : [ids[0], .. ids[^(Most - 1)..]];
    }
}
