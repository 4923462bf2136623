namespace MailingList.Core.Commands;

/// <summary>What programs write in front of the subject that somebody answers to.</summary>
internal static class Subjects
{
    // English, German, French, Spanish, Scandinavian, Italian, Polish, Dutch, Chinese.
    private static readonly string[] Replies = ["re", "aw", "ré", "rép", "rv", "sv", "vs", "r", "odp", "antw", "回复", "答复", "回覆", "返信"];

    /// <summary>The subject without them: <c>Re: AW: [dev] confirm …</c> is <c>confirm …</c>.</summary>
    internal static string WithoutReply(string subject)
    {
        string rest = subject.Trim();
        while (true)
        {
            int colon = rest.AsSpan().IndexOfAny(':', '：');
            if (colon > 0 && Replies.Contains(WithoutCount(rest[..colon]), StringComparer.OrdinalIgnoreCase))
            {
                rest = rest[(colon + 1)..].TrimStart();
            }
            else if (rest.StartsWith('[') && rest.IndexOf(']', StringComparison.Ordinal) is var end and > 0)
            {
                rest = rest[(end + 1)..].TrimStart();
            }
            else
            {
                return rest;
            }
        }
    }

    // `Re[2]`, `Re(2)`.
    private static string WithoutCount(string word)
    {
        int bracket = word.AsSpan().IndexOfAny('[', '(');
        return (bracket > 0 ? word[..bracket] : word).Trim();
    }
}
