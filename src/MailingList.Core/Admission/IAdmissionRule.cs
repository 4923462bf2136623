using MailingList.Core.Arrival;

namespace MailingList.Core.Admission;

/// <summary>One reason for which a list may not take a post.</summary>
public interface IAdmissionRule
{
    /// <summary>This rule's verdict, or null when it has no opinion.</summary>
    Verdict? Judge(PostHead post);
}
