using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Addressing;

namespace MailingList.Core.Records;

/// <summary>
/// The key of a record of which an address may have many: the address's key, a blank, and a stamp that makes it unique. A quoted local part
/// may have blanks in it, a stamp has none: so the last one is where the stamp begins.
/// </summary>
/// <param name="Address">Whose it is.</param>
/// <param name="Stamp">When it came into being.</param>
public readonly record struct StampedKey(EmailAddress Address, Stamp Stamp)
{
    private const char Between = ' ';

    /// <inheritdoc/>
    public override string ToString() => $"{Address.Key}{Between}{Stamp}";

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else, for another host may have sent it.</summary>
    public static bool TryParse(string key, [NotNullWhen(true)] out StampedKey? parsed)
    {
        ArgumentNullException.ThrowIfNull(key);
        int at = key.LastIndexOf(Between);
        parsed = at >= 0 && EmailAddress.TryParseKey(key[..at], out EmailAddress? address) && Stamp.TryParse(key[(at + 1)..], out Stamp stamp)
            ? new StampedKey(address, stamp)
            : null;
        return parsed is not null;
    }
}
