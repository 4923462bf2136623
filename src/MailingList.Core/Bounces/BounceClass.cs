namespace MailingList.Core.Bounces;

/// <summary>Why a post was not delivered, as far as it matters for the subscription.</summary>
public enum BounceClass
{
    /// <summary>Nothing in the message says why.</summary>
    Unknown,

    /// <summary>There is no such mailbox or domain, or the person has moved.</summary>
    Gone,

    /// <summary>The mailbox or the disk behind it is full.</summary>
    Full,

    /// <summary>A host that cannot be reached or is out of order, a suspended account: it may work another day.</summary>
    Temporary,

    /// <summary>Somebody did not want this mail: spam, DMARC, SPF, DKIM, reputation, rate. Says nothing about the mailbox.</summary>
    Policy,

    /// <summary>This message was too large, or not in a form that the host takes.</summary>
    Content,
}
