using System.Globalization;
using System.Text;

namespace MailingList.Core.Letters;

/// <summary>Makes values fit to stand in a letter. Nothing but control characters is changed; of what is no Unicode, the replacement character is left.</summary>
internal static class LetterText
{
    /// <summary>Whatever ends a line, or shows nothing, becomes a blank.</summary>
    internal static string OneLine(string value) => Map(value, keepLines: false);

    /// <summary>Line ends become LF, those at the end are taken away; other control characters but the tab become blanks.</summary>
    internal static string Block(string value) =>
        Map(value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), keepLines: true).TrimEnd('\n');

    /// <summary>One line for a header field, with single blanks: where the field is folded, readers cannot tell how many there were.</summary>
    internal static string Unstructured(string value) =>
        string.Join(' ', OneLine(value).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Map(string value, bool keepLines)
    {
        var text = new StringBuilder(value.Length);
        foreach (Rune rune in value.EnumerateRunes())
        {
            bool kept = keepLines
                ? !Rune.IsControl(rune) || rune.Value is '\n' or '\t'
                // The separators of Unicode are no control characters, but break a line for whoever shows it.
                : !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            text.Append(kept ? rune.ToString() : " ");
        }

        return text.ToString();
    }
}
