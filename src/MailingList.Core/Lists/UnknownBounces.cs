namespace MailingList.Core.Lists;

/// <summary>What becomes of mail that came back and is not understood (RFC 3461 section 5.2.7.1: a person has to look at it).</summary>
public enum UnknownBounces
{
    /// <summary>The owners get it.</summary>
    Owners,

    /// <summary>It is dropped; the log says so.</summary>
    Discard,
}
