namespace MailingList.Core.Subscriptions;

/// <summary>What the owners made of somebody who wants to be subscribed.</summary>
public enum ApplicationDecision
{
    /// <summary>Nothing yet.</summary>
    Waiting,

    /// <summary>They may come.</summary>
    Accepted,

    /// <summary>They may not.</summary>
    Rejected,
}
