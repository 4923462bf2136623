using System.Buffers;
using System.Text;

using MailingList.Core.Addressing;

namespace MailingList.Core.Commands;

/// <summary>
/// What an owner wrote above the mail that they quote. It is passed on, and the mail has tokens in it: so nothing from its first address with
/// a token on, and no line with a token, is ever taken for theirs.
/// </summary>
public static class Quotation
{
    private const int MostLines = 40;
    private const int Longest = 2000;

    // What programs write between an answer and what it answers, where they do not mark each line.
    private static readonly string[] Separators = ["-----", "_____", "-- "];

    // From, Sent, To, Subject, in whatever language: Outlook copies the header above what it quotes.
    private const int FewestFields = 3;
    private const int LongestFieldName = 20;
    private static readonly SearchValues<char> NoName = SearchValues.Create(" .,;!?/");

    // In lines; and the digits of a year, or of a time.
    private const int LongestIntroduction = 3;
    private const int FewestDigits = 4;

    private const string TokenWord = "confirm";

    /// <summary>The lines above the quotation, without the line that introduces it and without empty lines around; or nothing.</summary>
    /// <param name="lines">The body's lines; a quotation begins with <c>&gt;</c>.</param>
    /// <param name="list">The list.</param>
    public static string Above(IReadOnlyList<string> lines, EmailAddress list)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(list);
        int end = Enumerable.Range(0, lines.Count).FirstOrDefault(i => EndsAt(lines, i, list), lines.Count);
        List<string> above = [.. lines.Take(end).Where(line => !HasToken(line)).Take(MostLines)];
        Trim(above);
        if (end < lines.Count && above is [.., var last] && last.TrimEnd() is [.., ':' or '：'])
        {
            int first = Introduction(above);
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

    private static bool EndsAt(IReadOnlyList<string> lines, int at, EmailAddress list)
    {
        string line = lines[at].TrimStart();
        return line.StartsWith('>')
            || lines[at].Trim() == "--"
            || Separators.Any(separator => line.StartsWith(separator, StringComparison.Ordinal))
            || HasAddressFor(line, Role.Accept, list)
            || HasAddressFor(line, Role.Reject, list)
            || IsHeader([.. lines.Skip(at).Where(next => !string.IsNullOrWhiteSpace(next)).Take(FewestFields)]);
    }

    private static bool IsHeader(string[] lines) =>
        lines.Length == FewestFields && lines.All(IsField) && lines.Any(line => line.Contains('@', StringComparison.Ordinal));

    // `On Nov 23, 2026, at 11:00, somebody wrote:`, over some lines: it begins with the one that tells the time, if there is such a line.
    private static int Introduction(List<string> above)
    {
        int paragraph = Math.Max(above.FindLastIndex(string.IsNullOrWhiteSpace) + 1, above.Count - LongestIntroduction);
        int time = above.FindLastIndex(line => line.Count(char.IsDigit) >= FewestDigits);
        return time >= paragraph ? time : above.Count - 1;
    }

    private static bool HasAddressFor(string line, Role role, EmailAddress list) =>
        RoleNames.Delimiters.Any(delimiter => line.Contains($"{list.LocalPart}{delimiter}{Lists.Words.Of(role)}", StringComparison.OrdinalIgnoreCase));

    // `From: somebody`, `*Von:* somebody`, `De : quelqu'un`, `差出人: …`.
    private static bool IsField(string line)
    {
        string text = line.Replace("*", string.Empty, StringComparison.Ordinal).Trim();
        int colon = text.AsSpan().IndexOfAny(':', '：');
        return colon is > 0 and <= LongestFieldName && colon < text.Length - 1
            && !text.AsSpan(0, colon).Trim().ContainsAny(NoName)
            && (text[colon] == '：' || text[colon + 1] is ' ' or '\t');
    }

    private static bool HasToken(string line)
    {
        int word = line.IndexOf(TokenWord, StringComparison.OrdinalIgnoreCase);
        return word >= 0 && line[(word + TokenWord.Length)..].Contains('=', StringComparison.Ordinal);
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
