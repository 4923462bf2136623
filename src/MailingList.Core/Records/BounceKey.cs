using System.Buffers;
using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Addressing;
using MailingList.Core.Lists;

namespace MailingList.Core.Records;

/// <summary>
/// The key of a bounce: the address's key, the day on which the message went out, and which message it was. So the same message counts for
/// an address once, however often it comes back and on however many hosts. Only a quoted local part may have blanks in it: the last two are ours.
/// </summary>
/// <param name="Address">From whom it came back.</param>
/// <param name="Day">When it went out (UTC).</param>
/// <param name="Message">The characters by which return paths tell it (<see cref="ReturnPaths.ReturnPathMint.MessageOf"/>).</param>
public readonly record struct BounceKey(EmailAddress Address, DateOnly Day, string Message)
{
    private const char Between = ' ';
    private const int MessageLength = 4;

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz234567");

    /// <inheritdoc/>
    public override string ToString() => $"{Address.Key}{Between}{IsoDate.Of(Day)}{Between}{Message}";

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else, for another host may have sent it.</summary>
    public static bool TryParse(string key, [NotNullWhen(true)] out BounceKey? parsed)
    {
        ArgumentNullException.ThrowIfNull(key);
        parsed = null;
        int message = key.LastIndexOf(Between);
        int day = message > 0 ? key.LastIndexOf(Between, message - 1) : -1;
        if (day < 0 || key.Length - message - 1 != MessageLength || key.AsSpan(message + 1).IndexOfAnyExcept(Characters) >= 0
            || !IsoDate.TryParse(key[(day + 1)..message], out DateOnly when) || !EmailAddress.TryParseKey(key[..day], out EmailAddress? address))
        {
            return false;
        }

        parsed = new BounceKey(address, when, key[(message + 1)..]);
        return true;
    }
}
