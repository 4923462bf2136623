using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Recipients;

/// <summary>The addresses of roles that the program knows and does not serve yet.</summary>
public sealed class UnservedRoleRule : IRecipientRule
{
    /// <inheritdoc/>
    public Verdict? Judge(Addressed mail) => mail.Destination.Role is Role.Discard
        ? new Verdict.Reject("5.1.1", $"{mail.Envelope.Recipient}: this list does not serve -{Words.Of(mail.Destination.Role)} by mail yet; {mail.Questions}", "role")
        : null;
}
