namespace MailingList.Core.Admission.Patterns;

/// <summary>How exactly a pattern says whom it means, the most exact first: where several fit, that one counts.</summary>
public enum SenderPatternKind
{
    /// <summary>One address.</summary>
    Address,

    /// <summary>All addresses of one domain.</summary>
    Domain,

    /// <summary>All addresses that look like it.</summary>
    Glob,
}
