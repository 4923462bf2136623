namespace MailingList.Core.Lists;

/// <summary>Whether an author must be who they say they are: whether our own MTA found that the mail comes from their domain.</summary>
public enum AuthorCheck
{
    /// <summary>From is believed.</summary>
    None,

    /// <summary>From is believed, and the log tells where nothing speaks for it.</summary>
    Warn,

    /// <summary>A post counts as a subscriber's, an owner's or an allowed sender's only where it is so.</summary>
    Require,
}
