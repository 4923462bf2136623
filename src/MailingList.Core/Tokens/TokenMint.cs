using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

using MailingList.Core.Addressing;

namespace MailingList.Core.Tokens;

/// <summary>
/// Makes tokens and reads them. The text is in lower case and means the same in upper case: purpose and minute (6 characters), a MAC of 80 bits
/// (16), and the address and the detail as an address's local part may spell them (<see cref="TokenText"/>).
/// </summary>
/// <param name="keys">The keys that are honoured, the one to make tokens with first; 32 bytes each.</param>
/// <param name="time">The clock.</param>
public sealed class TokenMint(IReadOnlyList<byte[]> keys, TimeProvider time)
{
    /// <summary>How long a token can be used.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(3);

    /// <summary>A token was made within so long after <see cref="Token.Made"/>.</summary>
    public static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    // 2^80 guesses, each a mail: no shorter one would fit more addresses into 64 bytes than this.
    private const int MacBytes = 10;
    private const int HeadLength = 6;
    private const int MacLength = 16;

    // 26 bits of minutes last until 2147, and leave room for 15 purposes.
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const int MinuteBits = 26;

    /// <summary>The text of a token that is made now.</summary>
    public string Make(Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        uint minute = Minute(time.GetUtcNow());
        return Head(token.Purpose, minute) + TokenText.Base32(Mac(keys[0], token, minute)) + TokenText.Spell(token.Address.Key, token.Detail);
    }

    /// <summary>Reads a token that came to a list, in any case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="list">The list that it came to.</param>
    /// <param name="token">What it says.</param>
    /// <param name="reason">What is wrong with it, for the person who brought it.</param>
    /// <returns>False for one that was altered, is too old, or was made for another list or by another site.</returns>
    public bool TryRead(string text, EmailAddress list, [NotNullWhen(true)] out Token? token, [NotNullWhen(false)] out TokenProblem? reason) =>
        TryRead(text, list, [], out token, out reason);

    /// <summary>The same, for one that may have been given to one of several holders (<see cref="Token.Holder"/>).</summary>
    public bool TryRead(
        string text, EmailAddress list, IReadOnlyList<EmailAddress> holders, [NotNullWhen(true)] out Token? token, [NotNullWhen(false)] out TokenProblem? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(holders);
        (token, reason) = (null, TokenProblem.Altered);
        string lower = text.ToLowerInvariant();
        if (lower.Length <= HeadLength + MacLength
            || !TokenText.TryNumber(lower.AsSpan(0, HeadLength), out uint head)
            || !TokenText.TrySpelled(lower.AsSpan(HeadLength + MacLength), out string? key, out string? detail)
            || !EmailAddress.TryParseKey(key, out EmailAddress? address))
        {
            return false;
        }

        uint minute = head & ((1 << MinuteBits) - 1);
        var said = new Token((TokenPurpose)(head >> MinuteBits), list, address, detail) { Made = Epoch.AddMinutes(minute) };
        byte[] mac = Encoding.ASCII.GetBytes(lower, HeadLength, MacLength);
        // All keys and holders are tried, and all of the MAC is compared, whatever is found: how long it takes says nothing.
        Token? fitting = null;
        foreach (byte[] honoured in keys)
        {
            foreach (Token candidate in (IEnumerable<Token>)[said, .. holders.Select(holder => said with { Holder = holder })])
            {
                fitting = CryptographicOperations.FixedTimeEquals(mac, Encoding.ASCII.GetBytes(TokenText.Base32(Mac(honoured, candidate, minute)))) ? candidate : fitting;
            }
        }

        if (fitting is null)
        {
            return false;
        }

        if (said.Made + Validity < time.GetUtcNow())
        {
            reason = TokenProblem.Expired;
            return false;
        }

        (token, reason) = (fitting, null);
        return true;
    }

    private static uint Minute(DateTimeOffset now) => (uint)(now - Epoch).TotalMinutes & ((1 << MinuteBits) - 1);

    private static string Head(TokenPurpose purpose, uint minute) => TokenText.Number(((uint)purpose << MinuteBits) | minute, HeadLength);

    private static byte[] Mac(byte[] key, Token token, uint minute) =>
        KeyedMac.Of(key, (uint)token.Purpose, minute, [token.List.Key, token.Address.Key, token.Detail, token.Holder?.Key ?? string.Empty])[..MacBytes];
}
