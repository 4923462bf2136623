using System.Text.Json;

using MailingList.IntegrationTests.Support;

namespace MailingList.IntegrationTests.Replication.Support;

/// <summary>What `status --json` says.</summary>
internal sealed class StatusReport
{
    private readonly JsonElement _root;

    private StatusReport(int exitCode, string json)
    {
        ExitCode = exitCode;
        using JsonDocument document = JsonDocument.Parse(json);
        _root = document.RootElement.Clone();
    }

    internal int ExitCode { get; }

    internal bool HasQuorum => _root.GetProperty("quorum").GetBoolean();

    internal long Unpublished => _root.GetProperty("unpublished").GetInt64();

    internal string[] Hosts => [.. Rows.Select(row => row.GetProperty("host").GetString()!)];

    internal string[] Agents => [.. Rows.Select(row => row.GetProperty("agent").GetString()!)];

    /// <summary>How many containers of each host are still to be read; null: all.</summary>
    internal long?[] Behind => [.. Rows.Select(row => Number(row, "behind"))];

    internal string[] Troubles => [.. _root.GetProperty("troubles").EnumerateObject().Select(trouble => trouble.Name)];

    private IEnumerable<JsonElement> Rows => _root.GetProperty("hosts").EnumerateArray();

    internal static StatusReport Of(ClusterSandbox host)
    {
        Result result = host.Run("status", "--json");
        return new StatusReport(result.ExitCode, result.Output);
    }

    /// <summary>How far a host's clock is ahead; null: nobody knows.</summary>
    internal long? ClockAhead(ClusterSandbox host) =>
        Number(Rows.Single(row => row.GetProperty("host").GetString() == host.Host.Name), "clock-ahead-seconds");

    /// <summary>How far the latest change is ahead of the host's own clock.</summary>
    internal long LatestAhead => _root.GetProperty("clock-ahead-seconds").GetInt64();

    private static long? Number(JsonElement row, string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;
}
