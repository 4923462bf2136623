namespace MailingList.Core.Failures;

/// <summary>
/// From failures to exit codes, which are those of sysexits.h. Postfix 3.7 bounces on every code but 0, 71 and 75, and Exim by its
/// <c>temp_errors</c>: so at the pipe whatever is not the sender's fault is 75 (measured; README, "Exit codes").
/// </summary>
public static class ExitCodes
{
    /// <summary>EX_OK.</summary>
    public const int Done = 0;

    /// <summary>EX_USAGE: the command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>EX_DATAERR: not a message; or an import with lines that were refused.</summary>
    public const int BadData = 65;

    /// <summary>EX_NOINPUT: a file cannot be read.</summary>
    public const int NoInput = 66;

    /// <summary>EX_NOUSER: no such list.</summary>
    public const int NoSuchList = 67;

    /// <summary>EX_SOFTWARE: a bug.</summary>
    public const int Bug = 70;

    /// <summary>EX_TEMPFAIL: try again.</summary>
    public const int Temporary = 75;

    /// <summary>EX_NOPERM: not allowed.</summary>
    public const int NotAllowed = 77;

    /// <summary>EX_CONFIG: the configuration is missing or broken.</summary>
    public const int Configuration = 78;

    /// <summary>The exit code for a person at a shell, or a script of theirs.</summary>
    public static int ForShell(FailureKind kind) => kind switch
    {
        FailureKind.Temporary => Temporary,
        FailureKind.Configuration => Configuration,
        FailureKind.NoSuchList => NoSuchList,
        FailureKind.NotAllowed => NotAllowed,
        FailureKind.BadData => BadData,
        FailureKind.NoInput => NoInput,
        FailureKind.Usage => Usage,
        _ => Bug,
    };

    /// <summary>The exit code for an MTA that holds a post: only the sender's own faults give it up.</summary>
    public static int ForPipe(FailureKind kind) => kind switch
    {
        FailureKind.NoSuchList => NoSuchList,
        FailureKind.NotAllowed => NotAllowed,
        FailureKind.BadData => BadData,
        _ => Temporary,
    };
}
