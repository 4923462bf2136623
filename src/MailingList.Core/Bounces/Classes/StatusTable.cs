namespace MailingList.Core.Bounces.Classes;

/// <summary>What an enhanced status code says (RFC 3463 and the registry that RFC 5248 set up), whatever its class is.</summary>
internal static class StatusTable
{
    /// <summary>The class of a code; null when it says so little that the text has to.</summary>
    internal static BounceClass? Class(EnhancedStatus status) => (status.Subject, status.Detail) switch
    {
        (1, 1) => BounceClass.Gone, // no such mailbox
        (1, 2) => BounceClass.Gone, // no such domain
        (1, 3) => BounceClass.Gone, // an address that is none
        (1, 6) => BounceClass.Gone, // moved
        (1, 10) => BounceClass.Gone, // null MX (RFC 7505)
        (1, 4) => BounceClass.Temporary, // two mailboxes of that name
        (1, 7 or 8 or 9) => BounceClass.Policy, // the sender's address, or a message that claims more than it may
        (1, _) => null,
        (2, 2) => BounceClass.Full,
        (2, 3) => BounceClass.Content, // larger than this mailbox takes
        (2, 4) => BounceClass.Temporary, // a list that could not be expanded
        (2, _) => null, // 1, disabled, is also said of accounts that never were, and of those that get too much at once
        (3, 1) => BounceClass.Full, // the host's disk
        (3, 2) => null, // out of order, or none that takes mail: the reply code tells
        (3, 3) => BounceClass.Content,
        (3, 4) => BounceClass.Content, // too large
        (3, 5) => BounceClass.Temporary,
        (3, _) => null,
        (4, 4) => BounceClass.Gone, // no route: the domain has no host
        (4, 310) => BounceClass.Gone, // Exchange Online: the domain does not exist
        (4, 2 or 3 or 5 or 6 or 7 or 14) => BounceClass.Temporary, // a bad connection, no name server, congestion, a loop, too late
        (4, >= 300) => BounceClass.Temporary, // Exchange Online: connections and name servers
        (4, _) => null, // 1 is Exchange Online's word for anybody whom it does not want
        (5, 3) => BounceClass.Policy, // too many recipients at once
        (5, _) => null, // protocol
        (6, 0) => null,
        (6, _) => BounceClass.Content,
        (7, 27) => null, // the sender's domain takes no mail (RFC 7505), or the recipient's, which sendmail means
        (7, 13) => BounceClass.Temporary, // the account is disabled (RFC 5248)
        (7, 17 or 18) => BounceClass.Gone, // the mailbox, or the domain, has another owner now (RFC 7293)
        (7, _) => BounceClass.Policy,
        _ => null,
    };
}
