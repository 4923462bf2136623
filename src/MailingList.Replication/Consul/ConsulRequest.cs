using System.Net;

namespace MailingList.Replication.Consul;

/// <summary>One call of Consul's HTTP API.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, encoded.</param>
internal sealed record ConsulRequest(HttpMethod Method, string Path)
{
    /// <summary>A mebibyte: a value of Consul's largest in base64 is 700 kB.</summary>
    internal const long ShortAnswer = 1 << 20;

    /// <summary>All the entries below a prefix, base64 and all.</summary>
    internal const long LongAnswer = 256L << 20;

    /// <summary>What follows the question mark; or empty.</summary>
    internal string Query { get; init; } = string.Empty;

    /// <summary>
    /// What is sent; null: nothing, and that only by what reads: .NET itself repeats a request without a body when the connection is closed
    /// before an answer, but not one with an empty body.
    /// </summary>
    internal ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>How long Consul is asked to wait before it answers.</summary>
    internal TimeSpan Wait { get; init; }

    /// <summary>It can be done again when it may have been done: it only reads, and does not wait.</summary>
    internal bool IsRepeatable { get; init; }

    /// <summary>A status besides 200 that is an answer.</summary>
    internal HttpStatusCode AlsoAnswers { get; init; } = HttpStatusCode.OK;

    /// <summary>The most bytes of an answer that are taken from a server.</summary>
    internal long LongestAnswer { get; init; } = ShortAnswer;

    /// <summary>The call as a message names it. The query is left out: it may hold a session.</summary>
    internal string Name => $"{Method} {Path}";

    internal static ConsulRequest Read(string path, ReadMode mode, string query = "") => new(HttpMethod.Get, path)
    {
        Query = string.Join('&', ((string[])[query, Word(mode)]).Where(part => part.Length > 0)),
        IsRepeatable = true,
    };

    internal static ConsulRequest Put(string path, ReadOnlyMemory<byte>? body = null, string query = "") => new(HttpMethod.Put, path)
    {
        Query = query,
        Body = body ?? ReadOnlyMemory<byte>.Empty,
    };

    internal static ConsulRequest Delete(string path, string query) => new(HttpMethod.Delete, path) { Query = query, Body = ReadOnlyMemory<byte>.Empty };

    private static string Word(ReadMode mode) => mode switch
    {
        ReadMode.Stale => "stale",
        ReadMode.Consistent => "consistent",
        _ => string.Empty,
    };
}
