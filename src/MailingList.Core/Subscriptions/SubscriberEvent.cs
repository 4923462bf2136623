using MailingList.Core.Addressing;
using MailingList.Core.Records;

namespace MailingList.Core.Subscriptions;

/// <summary>One line of what is kept about a subscription for 90 days.</summary>
/// <param name="Address">Whose.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Cause">By whom and how.</param>
/// <param name="Detail">What more there is to say: the options that were set, the other address; or empty.</param>
/// <param name="Stamp">When, and on which host.</param>
public sealed record SubscriberEvent(EmailAddress Address, SubscriberEventKind Kind, Cause Cause, string Detail, Stamp Stamp);
