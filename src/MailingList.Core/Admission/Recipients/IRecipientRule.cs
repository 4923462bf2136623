using MailingList.Core.Arrival;

namespace MailingList.Core.Admission.Recipients;

/// <summary>One reason for which an address takes no mail from a sender, whatever the message.</summary>
public interface IRecipientRule
{
    /// <summary>This rule's verdict, or null when it has no opinion.</summary>
    Verdict? Judge(Addressed mail);
}
