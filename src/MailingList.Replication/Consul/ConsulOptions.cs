namespace MailingList.Replication.Consul;

/// <summary>How a host reaches Consul, and where in its store the lists are.</summary>
/// <param name="Address"><c>http://host:port</c>, <c>https://host:port</c>, or <c>unix:///path</c> of a socket.</param>
/// <param name="Prefix">The folder of the store that is ours, without a slash at its ends. Keys are given and returned below it.</param>
public sealed partial record ConsulOptions(Uri Address, string Prefix)
{
    /// <summary>The prefix when the configuration names none.</summary>
    public const string DefaultPrefix = "mailinglist";

    /// <summary>The ACL token; null: none, and Consul treats us as its anonymous token.</summary>
    public string? Token { get; init; }

    /// <summary>How long one call may take, from connecting to the last byte of the answer; a blocking query's wait comes on top.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A PEM file with the certificates that alone are trusted to sign the server's; null: the machine's own.</summary>
    public string? CaFile { get; init; }

    /// <summary>A PEM file with the certificate that we show, and those between it and the CA; null: none.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <summary>A PEM file with the key to it.</summary>
    public string? ClientKeyFile { get; init; }

    internal bool IsUnixSocket => Address.Scheme == ConsulAddress.UnixScheme;

    internal bool IsTls => Address.Scheme == Uri.UriSchemeHttps;

    /// <summary>The address and the prefix, and nothing that is secret.</summary>
    public override string ToString() => $"{Address.OriginalString.TrimEnd('/')}, {Prefix}/";
}
