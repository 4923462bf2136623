using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

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
        return (error as HttpRequestException)?.HttpRequestError == HttpRequestError.SecureConnectionError || innermost is AuthenticationException
            ? "TLS fails: " + innermost.Message
            : innermost is SocketException ? innermost.Message : error.Message;
    }

    // Beside "No cluster leader": an agent whose server is gone says "rpc error …" with what it met.
    private static bool IsWithoutLeader(string words) =>
        words.Contains("No cluster leader", StringComparison.OrdinalIgnoreCase)
        || words.Contains("leadership", StringComparison.OrdinalIgnoreCase)
        || words.StartsWith("rpc error", StringComparison.OrdinalIgnoreCase);

    private static HttpRequestError Kind(Exception error) => error switch
    {
        HttpRequestException request => request.HttpRequestError,
        HttpIOException body => body.HttpRequestError,
        _ => HttpRequestError.Unknown,
    };
}
