using MailingList.Core.Addressing;
using MailingList.Core.Arrival;

namespace MailingList.Core.Admission.Recipients;

/// <summary>
/// Bounces and notices (RFC 5321 section 4.5.5) are for those who read them: the owners, and whatever counts bounces. A program must
/// never post, nor ask for anything (RFC 3834 section 2).
/// </summary>
public sealed class NullReturnPathRule : IRecipientRule
{
    /// <inheritdoc/>
    public Verdict? Judge(Addressed mail) => mail.Envelope.HasNullReturnPath && mail.Destination.Role is not (Role.Owner or Role.Bounces)
        ? new Verdict.Reject("5.7.1", $"{mail.Envelope.Recipient} takes no automatic mail (it has the null return path); {mail.Questions}", "automatic")
        : null;
}
