using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Admission.Rules;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Recipients;

/// <summary>An envelope sender who is denied reaches the owners and nobody else.</summary>
/// <param name="lists">Says who is denied.</param>
public sealed class DeniedReturnPathRule(IListReader lists) : IRecipientRule
{
    /// <inheritdoc/>
    public Verdict? Judge(Addressed mail) =>
        mail.Destination.Role is not (Role.Owner or Role.Bounces)
        && mail.Envelope.Sender is { } sender
        && SenderRule.Of(lists, mail.List, sender) is { Right: PostingRight.Deny } rule
            ? DeniedSenderRule.Reject(mail, mail.Envelope.ReturnPath, rule)
            : null;
}
