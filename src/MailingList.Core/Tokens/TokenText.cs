using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MailingList.Core.Tokens;

/// <summary>The spelling of tokens: only what a local part may hold without quotes (RFC 5322 dot-atom), and nothing that depends on case.</summary>
internal static class TokenText
{
    // RFC 4648 base 32, in lower case.
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";
    private const int DigitBits = 5;
    private const char Escape = '~';
    private const char At = '=';
    private const char Separator = '\0'; // in no address

    /// <summary>A number in base 32, the first digit the highest.</summary>
    internal static string Number(uint number, int length) => string.Create(length, number, static (text, rest) =>
    {
        for (int i = text.Length - 1; i >= 0; i--, rest >>= DigitBits)
        {
            text[i] = Digits[(int)(rest & 31)];
        }
    });

    /// <summary>The same, read.</summary>
    internal static bool TryNumber(ReadOnlySpan<char> text, out uint number)
    {
        number = 0;
        foreach (char digit in text)
        {
            int value = Digits.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            number = (number << DigitBits) | (uint)value;
        }

        return true;
    }

    /// <summary>Bytes in base 32, five of them to eight characters.</summary>
    internal static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        uint waiting = 0;
        int bits = 0;
        foreach (byte value in bytes)
        {
            waiting = (waiting << 8) | value;
            for (bits += 8; bits >= DigitBits; bits -= DigitBits)
            {
                text.Append(Digits[(int)(waiting >> (bits - DigitBits)) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Digits[(int)(waiting << (DigitBits - bits)) & 31]).ToString();
    }

    /// <summary>An address's key, and a detail where there is one.</summary>
    internal static string Spell(string key, string detail)
    {
        string plain = detail.Length == 0 ? key : $"{key}{Separator}{detail}";
        var text = new StringBuilder(plain.Length + 8);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in plain.EnumerateRunes())
        {
            if (rune.Value == '@')
            {
                text.Append(At);
            }
            else if (IsPlain(rune.Value) || (rune.Value == '.' && text.Length > 0 && text[^1] != '.'))
            {
                text.Append((char)rune.Value);
            }
            else
            {
                foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)])
                {
                    text.Append(CultureInfo.InvariantCulture, $"{Escape}{value:x2}");
                }
            }
        }

        // A dot at the end is in no dot-atom.
        return text[^1] == '.' ? text.Remove(text.Length - 1, 1).Append(Escape).Append("2e").ToString() : text.ToString();
    }

    /// <summary>The same, read; from lower case.</summary>
    internal static bool TrySpelled(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? key, [NotNullWhen(true)] out string? detail)
    {
        (key, detail) = (null, null);
        byte[] utf8 = new byte[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape)
            {
                if (i + 2 >= text.Length || !byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out utf8[length++]))
                {
                    return false;
                }

                i += 2;
            }
            else if (text[i] == At || text[i] == '.' || IsPlain(text[i]))
            {
                utf8[length++] = text[i] == At ? (byte)'@' : (byte)text[i];
            }
            else
            {
                return false;
            }
        }

        try
        {
            string[] parts = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8, 0, length).Split(Separator, 2);
            (key, detail) = (parts[0], parts.Length == 2 ? parts[1] : string.Empty);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool IsPlain(int character) => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '+';
}
