using System.Text;

namespace MailingList.Core.Commands;

/// <summary>What somebody wrote above the mail that they quote.</summary>
public static class Quotation
{
    private const int MostLines = 40;
    private const int Longest = 2000;

    // What programs write between an answer and what it answers, where they do not mark each line.
    private static readonly string[] Separators = ["-----", "_____", "-- "];

    /// <summary>The lines above the quotation, without the line that introduces it and without empty lines around; or nothing.</summary>
    /// <param name="lines">The body's lines; a quotation begins with <c>&gt;</c>.</param>
    public static string Above(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        // A token's line is ours wherever it stands.
        List<string> above = [.. lines
            .TakeWhile(line => !line.TrimStart().StartsWith('>') && line != "--" && !Separators.Any(separator => line.StartsWith(separator, StringComparison.Ordinal)))
            .Where(line => !line.TrimStart().StartsWith("confirm ", StringComparison.OrdinalIgnoreCase))
            .Take(MostLines)];
        bool isQuoted = above.Count < lines.Count;
        Trim(above);
        // `On Monday, somebody wrote:`, over one line or two.
        if (isQuoted && above is [.., var last] && last.TrimEnd().EndsWith(':'))
        {
            int paragraph = above.FindLastIndex(string.IsNullOrWhiteSpace) + 1;
            int first = Math.Max(paragraph, above.Count - 2);
            above.RemoveRange(first, above.Count - first);
            Trim(above);
        }

        var text = new StringBuilder();
        foreach (string line in above)
        {
            text.Append(line.TrimEnd()).Append('\n');
        }

        string reason = text.ToString().TrimEnd('\n');
        return reason.Length <= Longest ? reason : reason[..Longest];
    }

    private static void Trim(List<string> lines)
    {
        while (lines is [.., var last] && string.IsNullOrWhiteSpace(last))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        while (lines is [var first, ..] && string.IsNullOrWhiteSpace(first))
        {
            lines.RemoveAt(0);
        }
    }
}
