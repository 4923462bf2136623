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
    private const string Separator = "~~"; // an escape has digits behind it; and Exim's usual rules refuse most other characters

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

    /// <summary>
    /// An address's key as a dot-atom, and a detail where there is one. That is in base 32: letters show tokens, and shall not show in
    /// readable form what somebody else may have written.
    /// </summary>
    internal static string Spell(string key, string detail)
    {
        var text = new StringBuilder(key.Length + 8);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in key.EnumerateRunes())
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

        if (detail.Length > 0)
        {
            text.Append(Separator).Append(Base32(Encoding.UTF8.GetBytes(detail)));
        }

        // A dot at the end is in no dot-atom.
        return text[^1] == '.' ? text.Remove(text.Length - 1, 1).Append(Escape).Append("2e").ToString() : text.ToString();
    }

    /// <summary>The same, read; from lower case.</summary>
    internal static bool TrySpelled(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? key, [NotNullWhen(true)] out string? detail)
    {
        (key, detail) = (null, null);
        int separator = text.IndexOf(Separator, StringComparison.Ordinal);
        ReadOnlySpan<char> spelled = separator < 0 ? text : text[..separator];
        byte[] address = new byte[spelled.Length];
        int length = 0;
        for (int i = 0; i < spelled.Length; i++)
        {
            if (spelled[i] == Escape)
            {
                if (i + 2 >= spelled.Length || !byte.TryParse(spelled.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out address[length++]))
                {
                    return false;
                }

                i += 2;
            }
            else if (spelled[i] == At || spelled[i] == '.' || IsPlain(spelled[i]))
            {
                address[length++] = spelled[i] == At ? (byte)'@' : (byte)spelled[i];
            }
            else
            {
                return false;
            }
        }

        byte[] rest = [];
        if (separator >= 0 && !TryBase32(text[(separator + Separator.Length)..], out rest))
        {
            return false;
        }

        try
        {
            var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
            (key, detail) = (strict.GetString(address, 0, length), strict.GetString(rest));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // Of what Base32 makes, only its one spelling: bits that stand for nothing are zero.
    private static bool TryBase32(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = new byte[text.Length * DigitBits / 8];
        uint waiting = 0;
        int bits = 0;
        int length = 0;
        foreach (char digit in text)
        {
            int value = Digits.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            waiting = (waiting << DigitBits) | (uint)value;
            bits += DigitBits;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[length++] = (byte)(waiting >> bits);
                waiting &= (1u << bits) - 1;
            }
        }

        return text.Length > 0 && bits < DigitBits && waiting == 0;
    }

    private static bool IsPlain(int character) => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '+';
}
