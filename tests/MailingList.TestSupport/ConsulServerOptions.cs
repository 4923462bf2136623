namespace MailingList.TestSupport;

/// <summary>What a <see cref="ConsulServer"/> is to be like.</summary>
public sealed record ConsulServerOptions
{
    /// <summary>Who has no token may nothing; <see cref="ConsulServer.ManagementToken"/> may everything.</summary>
    public bool AccessControl { get; init; }

    /// <summary>Serves HTTPS too, with these; and lets nobody in by it who shows no certificate of theirs.</summary>
    public TestCertificates? Certificates { get; init; }

    /// <summary>Serves HTTP on a socket in its folder too.</summary>
    public bool UnixSocket { get; init; }

    /// <summary>How many servers elect a leader. With more than one, this one alone never has any.</summary>
    public int BootstrapExpect { get; init; } = 1;

    /// <summary>More configuration, as the inside of a JSON object; or empty.</summary>
    public string Extra { get; init; } = string.Empty;
}
