namespace MailingList.Core.Subscriptions;

/// <summary>What happened to a subscription.</summary>
public enum SubscriberEventKind
{
    /// <summary>They were asked whether they want to be subscribed.</summary>
    Asked,

    /// <summary>They confirmed, and wait for the owners.</summary>
    Applied,

    /// <summary>An owner refused them.</summary>
    Refused,

    /// <summary>They came.</summary>
    Subscribed,

    /// <summary>How they are subscribed was changed.</summary>
    Changed,

    /// <summary>Another address took the place of this one; or this one took another's.</summary>
    Moved,

    /// <summary>They left, or were taken off.</summary>
    Unsubscribed,

    /// <summary>Mail came back from them often enough for a probe.</summary>
    Probed,

    /// <summary>The probe came back: they get no posts.</summary>
    Stopped,

    /// <summary>They wrote, or nothing came back any more: they get posts as before.</summary>
    Resumed,
}
