using MailingList.Core.Addressing;

namespace MailingList.Core.Lists;

/// <summary>How a subscriber shall be. What is null stays as it is, or takes its default where they are new.</summary>
/// <param name="Address">Who.</param>
/// <param name="Name">The display name; empty takes it away.</param>
/// <param name="Delivery">How the posts come.</param>
/// <param name="Posting">What the list makes of them as an author.</param>
/// <param name="OwnPosts">Whether their own posts come back to them.</param>
/// <param name="Vacation">Until when no posts come; <see cref="DateOnly.MinValue"/> ends it.</param>
public sealed record SubscriberRequest(
    EmailAddress Address,
    string? Name = null,
    DeliveryMode? Delivery = null,
    PostingRight? Posting = null,
    bool? OwnPosts = null,
    DateOnly? Vacation = null);
