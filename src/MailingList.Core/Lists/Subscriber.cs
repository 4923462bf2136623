using MailingList.Core.Addressing;
using MailingList.Core.Records;

namespace MailingList.Core.Lists;

/// <summary>Somebody who gets a list's posts.</summary>
/// <param name="Address">As typed.</param>
/// <param name="Name">The display name, or null.</param>
/// <param name="Delivery">How the posts come.</param>
/// <param name="Posting">What the list makes of them as an author.</param>
/// <param name="OwnPosts">Whether their own posts come back to them.</param>
/// <param name="Vacation">Until when no posts come: from the beginning of that day (UTC) they do again; null: they come.</param>
/// <param name="Origin">How they came: <c>shell</c>, <c>import</c>, <c>mail</c>, <c>owner</c>.</param>
/// <param name="Life">When they came, and on which host.</param>
public sealed record Subscriber(
    EmailAddress Address,
    string? Name,
    DeliveryMode Delivery,
    PostingRight Posting,
    bool OwnPosts,
    DateOnly? Vacation,
    string Origin,
    Stamp Life)
{
    /// <summary>Since when no posts come because mail comes back from them (<see cref="Standing.AddressStanding"/>); null: they come.</summary>
    public DateOnly? BouncedSince { get; init; }
}
