namespace MailingList.Core.Commands;

/// <summary>What subscribers set for themselves by mail.</summary>
public enum SubscriberOption
{
    /// <summary>How the posts come.</summary>
    Delivery,

    /// <summary>The display name.</summary>
    Name,

    /// <summary>Whether they get their own posts back.</summary>
    OwnPosts,

    /// <summary>Until when no posts come.</summary>
    Vacation,
}
