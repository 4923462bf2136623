namespace MailingList.Core.Expansion;

/// <summary>Who writes recipients into return paths (VERP).</summary>
public enum VerpMode
{
    /// <summary>Nobody: all copies have the same one.</summary>
    None,

    /// <summary>The MTA, for all whose address it writes so that it is read without doubt; we for the others.</summary>
    ByMta,

    /// <summary>We: each recipient is a batch.</summary>
    ByUs,
}
