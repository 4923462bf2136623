namespace MailingList.IntegrationTests.Support;

/// <summary>What a test needs of its MTA besides a domain of its own for lists.</summary>
internal sealed record MtaNeeds
{
    /// <summary>Nothing.</summary>
    internal static MtaNeeds None { get; } = new();

    /// <summary>Where the mailboxes of the lists' domain are, if lists live among them.</summary>
    internal string? Mailboxes { get; init; }

    /// <summary>A port of 127.0.0.1 that takes what is reinjected by SMTP.</summary>
    internal int? Reinjection { get; init; }

    /// <summary>Whom that port refuses for good.</summary>
    internal string? RefusedThere { get; init; }

    /// <summary>Whom that port refuses for now.</summary>
    internal string? DeferredThere { get; init; }

    /// <summary>Fields that are put above the MTA's own Received field, each for a return path or for all of a domain.</summary>
    internal IReadOnlyList<(string Sender, string Field)> Prepended { get; init; } = [];

    /// <summary>Whether subscribers whose address is not ASCII are written to (SMTPUTF8).</summary>
    internal bool Utf8 { get; init; }
}
