namespace MailingList.Core.ReturnPaths;

/// <summary>What came back by a return path.</summary>
public enum ReturnPathKind
{
    /// <summary>A post.</summary>
    Post = 1,

    /// <summary>A probe: a letter by which the program finds out whether mail still reaches somebody.</summary>
    Probe = 2,
}
