using System.Text;

namespace MailingList.Core.Bounces;

/// <summary>What was found of a recipient, before anything is concluded from it.</summary>
internal sealed class Finding
{
    /// <summary>The address at which delivery ended; null while only the text may tell.</summary>
    internal string? Final { get; set; }

    internal string? Original { get; set; }

    internal RecipientSource Source { get; set; }

    internal DeliveryAction? Action { get; set; }

    /// <summary>The field Status.</summary>
    internal EnhancedStatus? Status { get; set; }

    /// <summary>The field Diagnostic-Code, without its type.</summary>
    internal string Diagnostic { get; set; } = string.Empty;

    internal string? RemoteMta { get; set; }

    internal DateTimeOffset? LastAttempt { get; set; }

    internal DateTimeOffset? WillRetryUntil { get; set; }

    /// <summary>What the text for people says of this recipient.</summary>
    internal StringBuilder Context { get; } = new();

    /// <summary>Why, where the form says it.</summary>
    internal BounceClass? FormClass { get; set; }
}
