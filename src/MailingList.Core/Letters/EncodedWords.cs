using System.Text;

namespace MailingList.Core.Letters;

/// <summary>Text in header fields as encoded words (RFC 2047).</summary>
internal static class EncodedWords
{
    private const string Begin = "=?utf-8?B?";
    private const string End = "?=";

    // RFC 2047 section 2: a word has 75 characters at most, and 45 bytes are 60 characters of base 64.
    private const int BytesInOne = 45;

    // What has no blank for so long cannot be folded otherwise.
    private const int LongestPlainWord = 200;

    /// <summary>Whether a text of one line can stand in a header field as it is: readers take none of it for an encoded word.</summary>
    internal static bool CanBePlain(string text) =>
        Ascii.IsValid(text) && !text.Contains("=?", StringComparison.Ordinal) && text.Split(' ').All(word => word.Length <= LongestPlainWord);

    /// <summary>The text as encoded words, one in each line of a folded field. No character is cut in two.</summary>
    internal static string Of(string text)
    {
        var encoded = new StringBuilder();
        var waiting = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(waiting.ToString()) + rune.Utf8SequenceLength > BytesInOne)
            {
                Add();
            }

            waiting.Append(rune.ToString());
        }

        Add();
        return encoded.ToString();

        void Add()
        {
            encoded.Append(encoded.Length == 0 ? string.Empty : "\n ");
            encoded.Append(Begin).Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(waiting.ToString()))).Append(End);
            waiting.Clear();
        }
    }
}
