using MailingList.Core.Failures;

namespace MailingList.Replication.Consul;

public sealed partial record ConsulOptions
{
    /// <summary>
    /// What the configuration says, and where it is silent, the variables that Consul's own command reads: CONSUL_HTTP_ADDR, CONSUL_HTTP_SSL,
    /// CONSUL_HTTP_TOKEN, CONSUL_HTTP_TOKEN_FILE, CONSUL_CACERT, CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY. An empty text says nothing.
    /// </summary>
    /// <param name="address"><c>host:port</c>, <c>http://…</c>, <c>https://…</c> or <c>unix:///path</c>; null: CONSUL_HTTP_ADDR, then <c>http://127.0.0.1:8500</c>.</param>
    /// <param name="prefix">The folder of the store; null: <see cref="DefaultPrefix"/>.</param>
    /// <param name="token">The ACL token, before <paramref name="tokenFile"/>.</param>
    /// <param name="tokenFile">A file that holds the token and nothing else.</param>
    /// <param name="caFile">See <see cref="CaFile"/>.</param>
    /// <param name="certFile">See <see cref="ClientCertificateFile"/>.</param>
    /// <param name="keyFile">See <see cref="ClientKeyFile"/>.</param>
    /// <param name="environment">Looks a variable of the environment up; null: it is not set.</param>
    /// <exception cref="Failure">Of the configuration: something of it cannot be used.</exception>
    public static ConsulOptions From(
        string? address, string? prefix, string? token, string? tokenFile, string? caFile, string? certFile, string? keyFile, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        string? Said(string? configured, string variable) => NotEmpty(configured) ?? NotEmpty(environment(variable));

        var options = new ConsulOptions(
            ConsulAddress.Parse(Said(address, "CONSUL_HTTP_ADDR"), NotEmpty(environment("CONSUL_HTTP_SSL"))), PrefixFrom(prefix))
        {
            // A file that the configuration names comes before a token of the environment.
            Token = TokenFrom(token, tokenFile) ?? TokenFrom(environment("CONSUL_HTTP_TOKEN"), environment("CONSUL_HTTP_TOKEN_FILE")),
            CaFile = Said(caFile, "CONSUL_CACERT"),
            ClientCertificateFile = Said(certFile, "CONSUL_CLIENT_CERT"),
            ClientKeyFile = Said(keyFile, "CONSUL_CLIENT_KEY"),
        };
        if (options.ClientCertificateFile is null != options.ClientKeyFile is null)
        {
            throw Failure.Configuration(options.ClientKeyFile is null
                ? $"Consul: the client certificate {options.ClientCertificateFile} has no key: name the key's file too, or neither"
                : $"Consul: the client key {options.ClientKeyFile} has no certificate: name the certificate's file too, or neither");
        }

        return options;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string PrefixFrom(string? configured)
    {
        string prefix = NotEmpty(configured)?.Trim('/') ?? DefaultPrefix;
        return KeyPath.IsKey(prefix)
            ? prefix
            : throw Failure.Configuration($"Consul: the prefix \"{configured}\" cannot be used: name a folder such as {DefaultPrefix} or site/{DefaultPrefix}");
    }

    private static string? TokenFrom(string? said, string? file)
    {
        string? token = NotEmpty(said);
        if (token is null && NotEmpty(file) is { } path)
        {
            token = NotEmpty(ReadToken(path)) ?? throw Failure.Configuration($"Consul: the token file {path} is empty: write the token into it");
        }

        // It goes into a header: what is not printable would end it.
        return token is null || token.All(character => character is > ' ' and < '\x7f')
            ? token
            : throw Failure.Configuration("Consul: the token is not one line of printable ASCII: look at where it comes from");
    }

    private static string ReadToken(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure.Configuration($"Consul: the token file {path} cannot be read: it must exist and be readable by this user", error);
        }
    }
}
