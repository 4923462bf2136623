namespace MailingList.Core.Lists;

/// <summary>Who is told by mail who is subscribed.</summary>
public enum WhoPolicy
{
    /// <summary>Nobody.</summary>
    Nobody,

    /// <summary>Subscribers and owners.</summary>
    Subscribers,

    /// <summary>Owners.</summary>
    Owners,
}
