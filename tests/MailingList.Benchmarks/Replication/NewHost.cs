using MailingList.Benchmarks.Support;
using MailingList.TestSupport.Cluster;

namespace MailingList.Benchmarks.Replication;

/// <summary>A host that knows nothing joins a cluster with a list of a million; and, once for all, what it takes to publish that list.</summary>
internal static class NewHost
{
    internal const string What = "a new host joins, reads 1,000,000";
    internal const string WhatMemory = "the same, peak memory";
    internal const string WhatFounder = "a host with 1,000,000 founds a cluster";

    private const string Cluster = "million";
    private const double Most = 60_000;
    private const double MostMemory = 300;

    /// <param name="cluster">The hosts.</param>
    /// <param name="database">A database with a list of a million (<see cref="MembershipCheck"/>).</param>
    /// <param name="executable">The program.</param>
    /// <param name="meter">This program.</param>
    internal static IEnumerable<Row> Measure(HostCluster cluster, string database, string executable, string meter)
    {
        using var founder = new Member(cluster.Hosts[0], Cluster, executable);
        founder.Host.Replace(database);
        Sample founding = founder.Host.Measure(meter, "join", "--yes");
        using var newcomer = new Member(cluster.Hosts[2], Cluster, executable);
        Sample joining = newcomer.Host.Measure(meter, "join", "--yes");
        if (Count(newcomer) != MembershipCheck.Subscribers)
        {
            throw new InvalidOperationException($"the new host has {Count(newcomer)} subscribers");
        }

        yield return new Row(WhatFounder, Row.Time(founding.Milliseconds), $"peak memory {Row.Memory(founding.Megabytes)}", null, string.Empty, null);
        yield return new Row(What, Row.Time(joining.Milliseconds), string.Empty, null, $"< {Row.Time(Most)}", joining.Milliseconds < Most);
        yield return new Row(WhatMemory, Row.Memory(joining.Megabytes), string.Empty, null, $"< {Row.Memory(MostMemory)}", joining.Megabytes < MostMemory);
    }

    private static long Count(Member member)
    {
        using var database = member.OpenDatabase();
        using var command = Member.Ask(database, "count(*)", MembershipCheck.Million);
        return (long)command.ExecuteScalar()!;
    }
}
