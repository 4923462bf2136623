using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MailingList.Milter.Wire;

/// <summary>
/// The protocol's strings are bytes: UTF-8 with SMTPUTF8, and anything at all from those who send spam. They become text without a loss:
/// a byte that is no UTF-8 becomes the lone surrogate U+DC00 + byte (as in Python's PEP 383), and that the same byte again.
/// </summary>
internal static class WireText
{
    private const char FirstEscape = '\uDC80';

    private const char LastEscape = '\uDCFF';

    private const int Escape = 0xDC00;

    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed) == OperationStatus.Done)
            {
                text.Append(rune);
            }
            else
            {
                foreach (byte each in bytes[..consumed])
                {
                    text.Append((char)(Escape + each));
                }
            }

            bytes = bytes[consumed..];
        }

        return text.ToString();
    }

    /// <summary>The most bytes that a text of so many characters can become.</summary>
    internal static int MostBytes(int length) => Encoding.UTF8.GetMaxByteCount(length);

    /// <summary>Writes text as bytes; a surrogate that is nobody's becomes a question mark.</summary>
    /// <returns>How many bytes.</returns>
    internal static int Encode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (Utf8.FromUtf16(text, bytes, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            return written;
        }

        written = 0;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out Rune rune, out int consumed) == OperationStatus.Done)
            {
                written += rune.EncodeToUtf8(bytes[written..]);
            }
            else
            {
                bytes[written++] = text[0] is >= FirstEscape and <= LastEscape ? (byte)text[0] : (byte)'?';
            }

            text = text[consumed..];
        }

        return written;
    }
}
