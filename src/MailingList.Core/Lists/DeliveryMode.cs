namespace MailingList.Core.Lists;

/// <summary>How a subscriber gets the posts.</summary>
public enum DeliveryMode
{
    /// <summary>Each post as it comes.</summary>
    Each,

    /// <summary>None: subscribed, may post, receives nothing.</summary>
    None,
}
