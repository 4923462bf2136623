using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Addressing;
using MailingList.Core.Records;
using MailingList.Core.Tokens;

namespace MailingList.Core.ReturnPaths;

/// <summary>
/// How a recipient stands in a return path of their own: <c>user=example.org</c>, which Postfix writes itself (VERP_README); where that
/// could be read in two ways or has characters that need quotes, <c>~=</c> and the address as tokens have it; where neither fits into a
/// local part, <c>~~</c> and a hash.
/// </summary>
public static class RecipientSpelling
{
    /// <summary>RFC 5321 section 4.5.3.1.1.</summary>
    internal const int LongestLocalPart = 64;

    private const string Escaped = "~=";
    private const string Hashed = "~~";
    private const int HashLength = 13;
    private const char At = '=';

    /// <summary>Whether an MTA that writes recipients into a return path by itself writes one that is read without doubt, and not too long.</summary>
    /// <param name="returnPath">The return path of all.</param>
    /// <param name="recipient">The recipient.</param>
    public static bool IsPlain(string returnPath, EmailAddress recipient)
    {
        ArgumentNullException.ThrowIfNull(returnPath);
        ArgumentNullException.ThrowIfNull(recipient);
        string local = recipient.LocalPart;
        return recipient.Wire.Equals($"{local}@{recipient.AsciiDomain}", StringComparison.OrdinalIgnoreCase)
            && recipient.AsciiDomain[0] != '['
            && local[0] != '~'
            && local.AsSpan().IndexOfAnyExcept(PlainCharacters) < 0
            && Room(returnPath) >= local.Length + 1 + recipient.AsciiDomain.Length;
    }

    /// <summary>The return path for one recipient.</summary>
    /// <param name="returnPath">That of all.</param>
    /// <param name="recipient">The recipient.</param>
    /// <returns>With the recipient in it; that of all where there is no room even for a hash.</returns>
    public static string For(string returnPath, EmailAddress recipient)
    {
        ArgumentNullException.ThrowIfNull(returnPath);
        ArgumentNullException.ThrowIfNull(recipient);
        if (IsPlain(returnPath, recipient))
        {
            return With(returnPath, $"{recipient.LocalPart}{At}{recipient.AsciiDomain}");
        }

        string escaped = Escaped + TokenText.Spell(recipient.Key, string.Empty);
        if (escaped.Length <= Room(returnPath))
        {
            return With(returnPath, escaped);
        }

        Span<byte> hash = stackalloc byte[sizeof(ulong)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(hash, RecordHash.Wide(recipient.Key));
        return Hashed.Length + HashLength <= Room(returnPath) ? With(returnPath, Hashed + TokenText.Base32(hash)) : returnPath;
    }

    /// <summary>Reads a recipient, from lower case.</summary>
    internal static bool TryRead(string text, [NotNullWhen(true)] out ReturnPathRecipient? recipient)
    {
        recipient = null;
        if (text.StartsWith(Hashed, StringComparison.Ordinal))
        {
            recipient = text.Length == Hashed.Length + HashLength && TryHash(text[Hashed.Length..], out ulong hash) ? new ReturnPathRecipient.Hashed(hash) : null;
        }
        else if (text.StartsWith(Escaped, StringComparison.Ordinal))
        {
            recipient = TokenText.TrySpelled(text.AsSpan(Escaped.Length), out string? key, out string? detail) && detail.Length == 0
                && EmailAddress.TryParseKey(key, out EmailAddress? address) ? new ReturnPathRecipient.Whole(address) : null;
        }
        else if (text.LastIndexOf(At) is > 0 and int at)
        {
            // A domain has none: the last one is ours.
            recipient = EmailAddress.TryParse($"{text[..at]}@{text[(at + 1)..]}", out EmailAddress? address, out _) ? new ReturnPathRecipient.Whole(address) : null;
        }

        return recipient is not null;
    }

    // RFC 5322 section 3.2.3, with dots: what needs no quotes. Of the characters that Exim's usual rules refuse in a local part, none.
    private static readonly System.Buffers.SearchValues<char> PlainCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+=~'");

    private static int Room(string returnPath) => LongestLocalPart - returnPath.LastIndexOf('@') - 1;

    private static string With(string returnPath, string recipient)
    {
        int at = returnPath.LastIndexOf('@');
        return $"{returnPath[..at]}+{recipient}{returnPath[at..]}";
    }

    private static bool TryHash(string text, out ulong hash)
    {
        // 65 bits of digits for 64 bits: the last is zero.
        hash = 0;
        bool isRead = TokenText.TryNumber(text.AsSpan(0, 6), out uint high) & TokenText.TryNumber(text.AsSpan(6, 6), out uint low) & TokenText.TryNumber(text.AsSpan(12, 1), out uint last);
        hash = ((ulong)high << 34) | ((ulong)low << 4) | (last >> 1);
        return isRead && (last & 1) == 0;
    }
}
