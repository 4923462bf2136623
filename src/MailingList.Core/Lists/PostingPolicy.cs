namespace MailingList.Core.Lists;

/// <summary>Who may post to a list.</summary>
public enum PostingPolicy
{
    /// <summary>Everybody.</summary>
    Open,

    /// <summary>Subscribers and owners.</summary>
    Subscribers,

    /// <summary>Owners, and subscribers with the posting right <see cref="PostingRight.Allow"/>.</summary>
    Announce,
}
