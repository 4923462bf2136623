namespace MailingList.Core.Bounces;

/// <summary>What a message that arrived at a return path is.</summary>
public enum BounceKind
{
    /// <summary>None of the others: somebody has to look at it (RFC 3461 section 5.2.7.1).</summary>
    NotUnderstood,

    /// <summary>A delivery status notification, or what older programs write instead: at least one recipient did not get the post, for good.</summary>
    Failure,

    /// <summary>A warning that a post is late; another message will follow if it fails.</summary>
    Delay,

    /// <summary>A post was delivered, relayed or expanded.</summary>
    Success,

    /// <summary>A vacation program's answer (RFC 3834), or a receipt (RFC 8098).</summary>
    Vacation,

    /// <summary>The question of a program that wants to know whether a person wrote.</summary>
    Challenge,

    /// <summary>Somebody complained about a post, or wants no more of them (RFC 5965; Feedback-Type abuse, fraud, virus, opt-out).</summary>
    Abuse,

    /// <summary>Somebody says that a post was taken for spam wrongly (RFC 6430).</summary>
    NotSpam,

    /// <summary>Another feedback report, such as one on authentication (RFC 6591): it says nothing about a subscriber.</summary>
    Feedback,
}
