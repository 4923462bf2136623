using System.Globalization;
using System.Text;

namespace MailingList.Replication.Consul;

/// <summary>Makes a line for people of what a server said, whatever it said.</summary>
internal static class OneLine
{
    private const int Longest = 200;

    internal static string Of(string text)
    {
        var line = new StringBuilder();
        foreach (Rune rune in text.AsSpan().Trim().EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > Longest)
            {
                break;
            }

            if (IsPrintable(rune))
            {
                line.Append(rune);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    // Format characters turn the direction of writing, or hide what stands there.
    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
