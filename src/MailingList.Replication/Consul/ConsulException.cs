using System.Net;

namespace MailingList.Replication.Consul;

/// <summary>Consul did not do what it was asked. The message is one line: the address, the call, the status and Consul's own words.</summary>
public sealed class ConsulException : Exception
{
    internal ConsulException(ConsulProblem problem, Uri address, string call, HttpStatusCode? status, string words, Exception? cause = null)
        : base(Line(address, call, status, words), cause)
    {
        Problem = problem;
        Address = address;
        Status = status;
    }

    /// <summary>What it means for the caller.</summary>
    public ConsulProblem Problem { get; }

    /// <summary>The address that was asked.</summary>
    public Uri Address { get; }

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; }

    private static string Line(Uri address, string call, HttpStatusCode? status, string words)
    {
        string answer = status is { } code ? $"{(int)code} {words}" : words;
        return $"Consul at {address.OriginalString.TrimEnd('/')}: {OneLine.Of(call)}: {OneLine.Of(answer)}";
    }
}
