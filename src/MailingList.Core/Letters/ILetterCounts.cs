using MailingList.Core.Addressing;

namespace MailingList.Core.Letters;

/// <summary>
/// What was sent to addresses that may not have asked, on all hosts and for all lists: so that nobody can have somebody else flooded.
/// Kept for a day. Where hosts are apart each counts its own. Used inside a transaction.
/// </summary>
public interface ILetterCounts
{
    /// <summary>How many letters of that use went to an address since then.</summary>
    int ToAddress(EmailAddress address, LetterUse use, DateTimeOffset since);

    /// <summary>How many letters of any use went to addresses in a domain since then.</summary>
    /// <param name="domain">As in <see cref="EmailAddress.Key"/>: its A-labels, in lower case.</param>
    /// <param name="since">Since when.</param>
    int ToDomain(string domain, DateTimeOffset since);

    /// <summary>How many letters of any use went to anybody since then.</summary>
    int ToAll(DateTimeOffset since);

    /// <summary>Notes that one goes out now.</summary>
    void Note(EmailAddress address, LetterUse use);

    /// <summary>Forgets the confirmations that an address was asked for until then: it has answered one, so its owner did ask.</summary>
    /// <param name="address">The address.</param>
    /// <param name="until">When the one that it answers was sent: who answers it again and again makes room for no others.</param>
    void Answered(EmailAddress address, DateTimeOffset until);
}
