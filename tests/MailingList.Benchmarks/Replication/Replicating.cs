using MailingList.Benchmarks.Support;
using MailingList.TestSupport.Cluster;

namespace MailingList.Benchmarks.Replication;

/// <summary>Everything about hosts that share their lists: three of them, each in a network of its own with a real Consul server.</summary>
internal static class Replicating
{
    private static readonly string[] Whats =
    [
        VisibleChange.What, VisibleChange.WhatSlow, VisibleChange.WhatVerb,
        .. ChangeBytes.Whats,
        SharedImport.What, SharedImport.WhatVerb,
        NewHost.What, NewHost.WhatMemory, NewHost.WhatFounder,
        IdleAgent.WhatMemory, IdleAgent.WhatTime,
    ];

    /// <summary>The parts, by which one of them can be asked for.</summary>
    internal static IReadOnlyList<string> Parts { get; } = ["change", "bytes", "import", "join", "idle"];

    /// <summary>What is missing for that, in words, or null.</summary>
    internal static string? WhyNot =>
        !Environment.IsPrivilegedProcess ? "needs root: hosts in network namespaces"
        : !Array.Exists(["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"], File.Exists) ? "needs ip: apt-get install iproute2"
        : ConsulProgram.Path is null ? "needs Consul: put one on the PATH, or run scripts/fetch-consul.sh"
        : null;

    internal static IEnumerable<Row> LeaveOut(string why) => Whats.Select(what => Row.LeftOut(what, why));

    /// <summary>Measures a part.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="cluster">The hosts.</param>
    /// <param name="folder">A folder to work in.</param>
    /// <param name="executable">The program.</param>
    /// <param name="meter">This program.</param>
    internal static IEnumerable<Row> Measure(string part, HostCluster cluster, string folder, string executable, string meter) => part switch
    {
        "change" => VisibleChange.Measure(cluster, new Host(Path.Combine(folder, "alone"), executable), executable, meter),
        "bytes" => ChangeBytes.Measure(cluster, executable),
        "import" => SharedImport.Measure(cluster, folder, executable, meter),
        "join" => NewHost.Measure(cluster, MembershipCheck.DatabaseIn(folder), executable, meter),
        _ => IdleAgent.Measure(cluster, executable),
    };
}
