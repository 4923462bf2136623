using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Tokens;

namespace MailingList.Core.ReturnPaths;

/// <summary>
/// Makes return paths and reads them: <c>dev-bounces+TOKEN@…</c>, or <c>dev-bounces+TOKEN+RECIPIENT@…</c>. The token has 17 characters in lower
/// case, which mean the same in upper case: kind and day (3), message (4), and a MAC of 50 bits (10): who wants to guess one has to send as many mails.
/// It is short because what is left of 64 bytes is for the recipient.
/// </summary>
/// <param name="keys">The keys that are honoured, the one to make tokens with first; 32 bytes each.</param>
/// <param name="time">The clock.</param>
public sealed class ReturnPathMint(IReadOnlyList<byte[]> keys, TimeProvider time)
{
    /// <summary>For how long what comes back is believed: longer than any MTA keeps trying (Postfix: 5 days), and than a mailbox that refuses late.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(14);

    private const int HeadLength = 3;
    private const int MessageLength = 4;
    private const int MacLength = 10;
    private const int TokenLength = HeadLength + MessageLength + MacLength;
    private const int MacBytes = 7; // 56 bits, of which 50 are shown

    // 12 bits of days come round after eleven years.
    private const int DayBits = 12;
    private const int Days = 1 << DayBits;
    private static readonly int Epoch = new DateOnly(2020, 1, 1).DayNumber;

    // Apart from the purposes of tokens, which have the same key.
    private const uint Use = 0x100;

    /// <summary>The return path of all copies of a message that goes out now.</summary>
    /// <param name="list">Whose it is.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="identity">What tells it apart from others: a hexadecimal text, the first 20 bits of which count.</param>
    /// <returns>The address; without a token where the list's name leaves no room for one, or there is no key, and then what comes back counts for nobody.</returns>
    public string Make(ListSnapshot list, ReturnPathKind kind, string identity)
    {
        ArgumentNullException.ThrowIfNull(list);
        string local = $"{list.Address.LocalPart}-{Words.Of(Role.Bounces)}";
        // A host that has no key yet does not keep posts waiting for one.
        return keys.Count > 0 && local.Length + 1 + TokenLength <= RecipientSpelling.LongestLocalPart
            ? $"{local}+{Token(list.Address, kind, Today, MessageOf(identity))}@{list.Address.Domain}"
            : $"{local}@{list.Address.Domain}";
    }

    /// <summary>The characters by which a message is told in return paths.</summary>
    /// <param name="identity">As in <see cref="Make"/>.</param>
    public static string MessageOf(string identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return TokenText.Number(Convert.ToUInt32(identity[..5], 16), MessageLength);
    }

    /// <summary>Reads what stood behind <c>-bounces+</c> in an address of a list, in any case.</summary>
    /// <param name="detail">The text.</param>
    /// <param name="list">The list that it came to.</param>
    /// <param name="path">What it says.</param>
    /// <returns>False for one that was altered, is too old, or was made for another list or by another site.</returns>
    public bool TryRead(string detail, EmailAddress list, [NotNullWhen(true)] out ReturnPath? path)
    {
        ArgumentNullException.ThrowIfNull(detail);
        ArgumentNullException.ThrowIfNull(list);
        path = null;
        string lower = detail.ToLowerInvariant();
        if (lower.Length < TokenLength || !TokenText.TryNumber(lower.AsSpan(0, HeadLength), out uint head))
        {
            return false;
        }

        string message = lower.Substring(HeadLength, MessageLength);
        var kind = (ReturnPathKind)(head >> DayBits);
        DateOnly day = DayOf((int)(head & (Days - 1)));
        byte[] given = Encoding.ASCII.GetBytes(lower[..TokenLength]);
        bool isOurs = false;
        // All keys are tried, whatever is found: how long it takes says nothing.
        foreach (byte[] key in keys)
        {
            isOurs |= CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Token(key, list, kind, day, message)));
        }

        if (!isOurs || !Enum.IsDefined(kind) || Today.DayNumber - day.DayNumber > Validity.TotalDays)
        {
            return false;
        }

        string rest = lower[TokenLength..];
        ReturnPathRecipient? recipient = null;
        if (rest.Length > 0 && (rest[0] is not ('+' or '-') || !RecipientSpelling.TryRead(rest[1..], out recipient)))
        {
            return false;
        }

        path = new ReturnPath(kind, day, message, recipient);
        return true;
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    // The last such day that is not after tomorrow: hosts' clocks differ.
    private DateOnly DayOf(int number)
    {
        int latest = Today.DayNumber + 1;
        int back = (((latest - Epoch - number) % Days) + Days) % Days;
        return DateOnly.FromDayNumber(latest - back);
    }

    private string Token(EmailAddress list, ReturnPathKind kind, DateOnly day, string message) => Token(keys[0], list, kind, day, message);

    private static string Token(byte[] key, EmailAddress list, ReturnPathKind kind, DateOnly day, string message)
    {
        uint number = (uint)((((day.DayNumber - Epoch) % Days) + Days) % Days);
        byte[] mac = KeyedMac.Of(key, Use + (uint)kind, (uint)day.DayNumber, [list.Key, message]);
        return TokenText.Number(((uint)kind << DayBits) | number, HeadLength) + message + TokenText.Base32(mac.AsSpan(0, MacBytes))[..MacLength];
    }
}
