namespace MailingList.Core.Bounces;

/// <summary>What the reporting host did for a recipient (RFC 3464 section 2.3.3).</summary>
public enum DeliveryAction
{
    /// <summary>It gave up.</summary>
    Failed,

    /// <summary>It goes on trying.</summary>
    Delayed,

    /// <summary>It delivered.</summary>
    Delivered,

    /// <summary>It handed the message to a host that tells nothing further.</summary>
    Relayed,

    /// <summary>It delivered to an address that stands for several.</summary>
    Expanded,
}
