using MailingList.Core.Failures;

namespace MailingList.Replication.Consul;

/// <summary>Reads the address of an agent as Consul's own command reads it.</summary>
internal static class ConsulAddress
{
    internal const string UnixScheme = "unix";

    private const string Unix = "unix://";

    private const int HttpPort = 8500;

    // The port that Consul's documentation uses for HTTPS; an agent has none by default.
    private const int HttpsPort = 8501;

    internal static Uri Parse(string? text, string? useTls)
    {
        bool isTls = useTls is not null && IsTrue(useTls);
        if (text is null)
        {
            return new Uri(isTls ? $"https://127.0.0.1:{HttpsPort}" : $"http://127.0.0.1:{HttpPort}");
        }

        if (text.StartsWith(Unix, StringComparison.OrdinalIgnoreCase))
        {
            return text.Length > Unix.Length && text[Unix.Length] == '/'
                ? new Uri(text)
                : throw Bad(text, "a socket is named by its whole path");
        }

        bool isUrl = text.Contains("://", StringComparison.Ordinal);
        if (!Uri.TryCreate(isUrl ? text : (isTls ? "https://" : "http://") + text, UriKind.Absolute, out Uri? address)
            || address.Host.Length == 0
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw Bad(text, "it is none of these forms");
        }

        if (address.UserInfo.Length > 0 || address.PathAndQuery != "/" || address.Fragment.Length > 0)
        {
            // Not quoted: what stands before an @ may be a secret.
            throw Failure.Configuration("Consul: the address must be scheme, host and port, without a path or a password; a token has a setting of its own");
        }

        return isUrl || HasPort(text) ? address : new UriBuilder(address) { Port = isTls ? HttpsPort : HttpPort }.Uri;
    }

    private static bool HasPort(string hostAndPort) => hostAndPort.LastIndexOf(':') > hostAndPort.LastIndexOf(']');

    // As strconv.ParseBool of Go reads it.
    private static bool IsTrue(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw Failure.Configuration($"Consul: CONSUL_HTTP_SSL is \"{text}\": set it to true or false"),
    };

    private static Failure Bad(string text, string why) => Failure.Configuration(
        $"Consul: the address \"{text}\" cannot be used, {why}: write host:port, http://host:port, https://host:port or unix:///path");
}
