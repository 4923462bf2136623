using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Core.Subscriptions;

/// <summary>Somebody who confirmed that they want to be subscribed, where the owners decide (<see cref="SubscriptionPolicy.Approve"/>). Kept 90 days.</summary>
/// <param name="Address">Who.</param>
/// <param name="Delivery">How they want the posts; null: as usual.</param>
/// <param name="Decision">What was decided; the first decision stands.</param>
/// <param name="DecidedBy">The owner who did; null while nobody has.</param>
/// <param name="Life">When they applied.</param>
public sealed record Application(EmailAddress Address, DeliveryMode? Delivery, ApplicationDecision Decision, EmailAddress? DecidedBy, Stamp Life);
