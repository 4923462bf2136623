using MailingList.Core.Addressing;
using MailingList.Core.Bounces;
using MailingList.Core.Records;

namespace MailingList.Core.Standing;

/// <summary>That one message came back from one address. It is the same bounce on whatever host and however often it comes.</summary>
/// <param name="Key">From whom, and which message.</param>
/// <param name="List">Whose message it was.</param>
/// <param name="Class">Why.</param>
/// <param name="Status">The enhanced status code (RFC 3463), or null.</param>
/// <param name="Text">The remote host's own words, one line, or null.</param>
/// <param name="Host">The remote host, or null.</param>
public sealed record Bounce(BounceKey Key, EmailAddress List, BounceClass Class, string? Status, string? Text, string? Host)
{
    /// <summary>From whom it came back.</summary>
    public EmailAddress Address => Key.Address;

    /// <summary>When a host heard of it; of one that is not noted yet, nothing.</summary>
    public DateTimeOffset Noted { get; init; }

    /// <summary>When the message went out.</summary>
    public DateOnly Day => Key.Day;
}
