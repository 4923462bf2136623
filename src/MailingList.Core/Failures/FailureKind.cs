namespace MailingList.Core.Failures;

/// <summary>What a failure means for whoever called us. There is one table to exit codes (<see cref="ExitCodes"/>).</summary>
public enum FailureKind
{
    /// <summary>It may work later: the MTA keeps the mail, a person tries again.</summary>
    Temporary,

    /// <summary>The configuration is missing or broken. For the MTA that is temporary: an admin will mend it.</summary>
    Configuration,

    /// <summary>There is no such list, or no such role of it.</summary>
    NoSuchList,

    /// <summary>The list does not take this post, or the person may not do this.</summary>
    NotAllowed,

    /// <summary>What came in is not a message, or not the data that was announced.</summary>
    BadData,

    /// <summary>A file that was named cannot be read.</summary>
    NoInput,

    /// <summary>The command line is wrong.</summary>
    Usage,

    /// <summary>Nobody foresaw it: our bug. For the MTA it is temporary.</summary>
    Bug,
}
