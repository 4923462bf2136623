using MailingList.Core.Addressing;
using MailingList.Core.Records;

namespace MailingList.Core.Lists;

/// <summary>Somebody who gets a list's posts.</summary>
/// <param name="Address">As typed.</param>
/// <param name="Name">The display name, or null.</param>
/// <param name="Delivery">How the posts come.</param>
/// <param name="Posting">What the list makes of them as an author.</param>
/// <param name="Origin">How they came: <c>shell</c>, <c>import</c>.</param>
/// <param name="Life">When they came, and on which host.</param>
public sealed record Subscriber(
    EmailAddress Address,
    string? Name,
    DeliveryMode Delivery,
    PostingRight Posting,
    string Origin,
    Stamp Life);
