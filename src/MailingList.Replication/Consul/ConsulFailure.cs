using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace MailingList.Replication.Consul;

/// <summary>What statuses and broken connections mean.</summary>
internal static class ConsulFailure
{
    /// <summary>A status that is no answer.</summary>
    internal static ConsulProblem Of(HttpStatusCode status, string words) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ConsulProblem.Refused,
        HttpStatusCode.RequestEntityTooLarge => ConsulProblem.TooLarge,
        HttpStatusCode.InternalServerError when IsWithoutLeader(words) => ConsulProblem.NoLeader,
        _ => ConsulProblem.Unexpected,
    };

    /// <summary>No answer at all, or half of one.</summary>
    internal static ConsulProblem Of(Exception error) => Kind(error) switch
    {
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => ConsulProblem.Unexpected,
        _ => ConsulProblem.Unreachable,
    };

    internal static string Words(Exception error)
    {
        Exception innermost = error.GetBaseException();
        return innermost switch
        {
            AuthenticationException or CryptographicException => $"TLS fails: {TlsWords(innermost.Message)}",
            SocketException => innermost.Message,
            _ when Kind(error) == HttpRequestError.SecureConnectionError => $"TLS fails: {innermost.Message}",
            _ => error.Message,
        };
    }

    // The other side's alerts, by OpenSSL: "sslv3 alert bad certificate", "tlsv13 alert certificate required", "tlsv1 alert unknown ca".
    private static string TlsWords(string words) =>
        words.Contains("alert", StringComparison.Ordinal) && (words.Contains("certificate", StringComparison.Ordinal) || words.Contains("unknown ca", StringComparison.Ordinal))
            ? $"Consul asks for a client certificate of its authority, and ours is missing or not one ({words})"
            : words;

    // Beside "No cluster leader": an agent whose server is gone says "rpc error …" with what it met, and a leader that has only just been
    // elected "Not ready to serve consistent reads".
    private static bool IsWithoutLeader(string words) =>
        words.Contains("No cluster leader", StringComparison.OrdinalIgnoreCase)
        || words.Contains("leadership", StringComparison.OrdinalIgnoreCase)
        || words.Contains("consistent read", StringComparison.OrdinalIgnoreCase)
        || words.StartsWith("rpc error", StringComparison.OrdinalIgnoreCase);

    private static HttpRequestError Kind(Exception error) => error switch
    {
        HttpRequestException request => request.HttpRequestError,
        HttpIOException body => body.HttpRequestError,
        _ => HttpRequestError.Unknown,
    };
}
