using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>Ranges of <see cref="StampedKey"/>s, as conditions.</summary>
internal static class StampedKeys
{
    /// <summary>
    /// All of the address with the key $address. Where a quoted local part begins with another address and a blank, its keys lie in that
    /// address's range; but behind the blank they have another one, and a stamp has none.
    /// </summary>
    internal const string OfAddress = "key > $address || ' ' AND key < $address || '!' AND instr(substr(key, length($address) + 2), ' ') = 0";

    /// <summary>All of the addresses in $domain.</summary>
    internal const string OfDomain = "key > $domain || '@' AND key < $domain || 'A'";
}
