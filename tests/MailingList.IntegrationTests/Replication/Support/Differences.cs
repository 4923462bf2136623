using MailingList.IntegrationTests.Support;

namespace MailingList.IntegrationTests.Replication.Support;

/// <summary>What a person needs to find out why hosts did not come to hold the same.</summary>
internal static class Differences
{
    private const int Some = 10;

    internal static string Describe(IReadOnlyList<ClusterSandbox> hosts, IReadOnlyList<string> exports)
    {
        HashSet<string>[] lines = [.. exports.Select(export => export.Split('\n').ToHashSet())];
        HashSet<string> common = [.. lines.Skip(1).Aggregate(lines[0].AsEnumerable(), (all, next) => all.Intersect(next))];
        return string.Join('\n', hosts.Zip(lines, (host, own) => Describe(host, [.. own.Except(common)])));
    }

    private static string Describe(ClusterSandbox host, IReadOnlyList<string> alone) => $"""
        == {host.Host.Name}: {alone.Count} records not everywhere
        {string.Join('\n', alone.Take(Some))}
        {host.Run("status").Output}
        {string.Join('\n', File.ReadLines(host.Log).TakeLast(Some))}
        {host.AgentSaid}
        """;
}
