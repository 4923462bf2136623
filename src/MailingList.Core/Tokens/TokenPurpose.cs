namespace MailingList.Core.Tokens;

/// <summary>What somebody who brings a token back wants done. A token for one is none for another.</summary>
public enum TokenPurpose
{
    /// <summary>The address is to be subscribed.</summary>
    Subscribe = 1,

    /// <summary>The address is to be unsubscribed.</summary>
    Unsubscribe = 2,

    /// <summary>The old address agrees to be replaced by the new one.</summary>
    Leave = 3,

    /// <summary>The new address agrees to take the place of the old one.</summary>
    Arrive = 4,

    /// <summary>An owner lets an applicant in.</summary>
    Accept = 5,

    /// <summary>An owner refuses an applicant.</summary>
    Reject = 6,

    /// <summary>The commands of the detail, a line each, are to be carried out for the address.</summary>
    Commands = 7,

    /// <summary>Somebody at the shell wants the address to be subscribed, whatever the list's policy says of its own applicants.</summary>
    Invite = 8,
}
