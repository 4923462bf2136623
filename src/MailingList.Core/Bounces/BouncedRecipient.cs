namespace MailingList.Core.Bounces;

/// <summary>What a message says of one recipient.</summary>
public sealed record BouncedRecipient
{
    /// <summary>
    /// The address to which the post was sent, as far as the message says: the original one (RFC 3464 section 2.3.1), else the final one. It
    /// need not be one that <see cref="Addressing.EmailAddress"/> reads: hosts report aliases such as <c>bob@mailhub</c>.
    /// </summary>
    public string Address => OriginalAddress ?? FinalAddress;

    /// <summary>The address at which delivery ended (RFC 3464 section 2.3.2): another one where mail is forwarded.</summary>
    public required string FinalAddress { get; init; }

    /// <summary>The original address where it differs; otherwise null.</summary>
    public string? OriginalAddress { get; init; }

    /// <summary>From where it is known.</summary>
    public RecipientSource Source { get; init; }

    /// <summary>What was done; null where no delivery is reported, as in a complaint.</summary>
    public DeliveryAction? Action { get; init; }

    /// <summary>The enhanced status code (RFC 3463) that says most: the remote host's own before the reporting host's; null without any.</summary>
    public EnhancedStatus? Status { get; init; }

    /// <summary>The remote host's reply code (RFC 5321 section 4.2), or null.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>The remote host's own words, or else the reporting host's; one line, perhaps empty.</summary>
    public string Diagnostic { get; init; } = string.Empty;

    /// <summary>The host that refused, or null.</summary>
    public string? RemoteMta { get; init; }

    /// <summary>When delivery was tried last (RFC 3464 section 2.3.7), or null.</summary>
    public DateTimeOffset? LastAttempt { get; init; }

    /// <summary>Until when it will be tried (RFC 3464 section 2.3.9), or null.</summary>
    public DateTimeOffset? WillRetryUntil { get; init; }

    /// <summary>Why; null where nothing failed.</summary>
    public BounceClass? Class { get; init; }

    /// <summary>Whether delivery has failed and will fail again: the address is gone.</summary>
    public bool IsHard => Class == BounceClass.Gone && Action == DeliveryAction.Failed;
}
