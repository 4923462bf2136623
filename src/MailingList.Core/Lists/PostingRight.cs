namespace MailingList.Core.Lists;

/// <summary>What the list makes of an author, beyond its posting policy.</summary>
public enum PostingRight
{
    /// <summary>As the policy says.</summary>
    Default,

    /// <summary>May post whatever the policy.</summary>
    Allow,

    /// <summary>May not post whatever the policy.</summary>
    Deny,
}
