using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Recipients;

/// <summary>Nobody is subscribed by mail where <c>subscription=closed</c>.</summary>
public sealed class ClosedSubscriptionRule : IRecipientRule
{
    /// <inheritdoc/>
    public Verdict? Judge(Addressed mail) =>
        mail.Destination.Role == Role.Subscribe && mail.List.Settings.Subscription == SubscriptionPolicy.Closed
            ? new Verdict.Reject("5.7.1", $"nobody can subscribe to {mail.List.Address} by mail; {mail.Questions}", "subscription")
            : null;
}
