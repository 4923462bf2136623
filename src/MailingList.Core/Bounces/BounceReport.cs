namespace MailingList.Core.Bounces;

/// <summary>What a message that arrived at a return path says.</summary>
public sealed record BounceReport
{
    /// <summary>What it is.</summary>
    public BounceKind Kind { get; init; }

    /// <summary>Whom it is about; empty where it names nobody.</summary>
    public IReadOnlyList<BouncedRecipient> Recipients { get; init; } = [];

    /// <summary>The host that wrote the report (RFC 3464 section 2.2.2), or null.</summary>
    public string? ReportingMta { get; init; }

    /// <summary>When the post came to that host (RFC 3464 section 2.2.5), or null.</summary>
    public DateTimeOffset? Arrival { get; init; }

    /// <summary>The Feedback-Type (RFC 5965 section 3.1) in lower case, or null.</summary>
    public string? FeedbackType { get; init; }

    /// <summary>The return path of the post that somebody complained about (RFC 5965 section 3.2), or null.</summary>
    public string? OriginalMailFrom { get; init; }
}
