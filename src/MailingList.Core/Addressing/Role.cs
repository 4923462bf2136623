namespace MailingList.Core.Addressing;

/// <summary>What an address of a list is for: the part behind the list's own local part.</summary>
public enum Role
{
    /// <summary>The list's own address: a post.</summary>
    Post,

    /// <summary>The people who answer for the list (RFC 2142 asks for a human behind every list).</summary>
    Owner,

    /// <summary>Commands in subject or body (RFC 2142).</summary>
    Request,

    /// <summary>Asks how the list is used.</summary>
    Help,

    /// <summary>Asks for a subscription.</summary>
    Subscribe,

    /// <summary>Asks for the end of a subscription.</summary>
    Unsubscribe,

    /// <summary>Brings a token back.</summary>
    Confirm,

    /// <summary>The return path of everything that the list sends.</summary>
    Bounces,

    /// <summary>A moderator lets a held post pass.</summary>
    Accept,

    /// <summary>A moderator refuses a held post.</summary>
    Reject,

    /// <summary>A moderator drops a held post.</summary>
    Discard,
}
