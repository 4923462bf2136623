using System.Diagnostics;

using MailingList.IntegrationTests.Support;
using MailingList.TestSupport.Cluster;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>The cluster that other tests stand on: it fails as hosts and networks fail, and it recovers.</summary>
public sealed class ClusterTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("mailinglist-cluster-").FullName;

    [ClusterFact]
    public void Servers_take_writes_as_long_as_two_of_three_reach_each_other_and_recover_by_themselves()
    {
        using var cluster = new HostCluster(_folder);
        (ClusterHost first, ClusterHost second, ClusterHost third) = (cluster.Hosts[0], cluster.Hosts[1], cluster.Hosts[2]);

        Write(first, "test/all", "1");
        Assert.All(cluster.Hosts, host => Assert.Equal("1", Read(host, "test/all")));
        WaitToHold(third, "test/all");

        // Two are killed: the third has what it had, and takes nothing.
        first.KillConsul();
        second.KillConsul();
        Assert.Equal([false, false, true], cluster.Hosts.Select(host => host.IsConsulRunning));
        Assert.Equal("1", Read(third, "test/all", "-stale"));
        Assert.False(Takes(third, "test/one"));

        // They come back on the data they had.
        first.StartConsul();
        second.StartConsul();
        cluster.AwaitLeader(Limit);
        Write(third, "test/back", "2");
        Assert.Equal("2", Read(first, "test/back"));
        WaitToHold(third, "test/back");

        // One is cut off: the others go on without it.
        cluster.Partition(third);
        cluster.AwaitLeader(Limit);
        Write(first, "test/two", "3");
        Assert.Equal("3", Read(second, "test/two"));
        Assert.False(Takes(third, "test/aside"));
        Assert.Equal("2", Read(third, "test/back", "-stale"));

        // It catches up.
        cluster.Heal();
        cluster.AwaitLeader(Limit);
        Write(third, "test/healed", "4");
        Assert.All(cluster.Hosts, host => Assert.Equal("4", Read(host, "test/healed")));
        Assert.All(cluster.Hosts, host => WaitToHold(host, "test/two", "test/healed"));
        Assert.Single(cluster.Hosts.Select(host => host.Consul("kv", "get", "-stale", "-recurse", "test/").Output).Distinct());
    }

    [ClusterFact]
    public void A_host_runs_programs_and_a_mailing_list_in_a_network_of_its_own()
    {
        using var cluster = new HostCluster(_folder, size: 1);
        ClusterHost host = cluster.Hosts[0];

        // The process is the program itself, so that killing it kills the program.
        using Process sleep = host.Start("sleep", ["60"]);
        Wait.Until(() => File.ReadAllText($"/proc/{sleep.Id}/comm") == "sleep\n", "sleep runs");
        Assert.Contains(" 10.77.0.1/24 ", host.Run("ip", ["address", "show"]).Output, StringComparison.Ordinal);
        sleep.Kill();
        Assert.True(sleep.WaitForExit(Limit));
        Assert.Throws<TimeoutException>(() => host.Run("sleep", ["60"], limit: TimeSpan.FromMilliseconds(100)));

        // What Consul holds can be saved, deleted and brought back.
        long before = host.BytesOnTheWire();
        Write(host, "test/kept", new string('k', 1000));
        Assert.True(host.BytesOnTheWire() > before + 1000);
        string snapshot = Path.Combine(_folder, "snapshot");
        host.SaveSnapshot(snapshot);
        host.WipeKv();
        Assert.Equal(1, host.Consul("kv", "get", "test/kept").ExitCode);
        host.RestoreSnapshot(snapshot);
        Assert.Equal(new string('k', 1000), Read(host, "test/kept"));
        host.StopConsul();
        host.StartConsul();
        cluster.AwaitLeader(Limit);
        Assert.Equal(new string('k', 1000), Read(host, "test/kept"));
        host.WipeConsul();
        host.StartConsul();
        cluster.AwaitLeader(Limit);
        Assert.Equal(1, host.Consul("kv", "get", "test/kept").ExitCode);

        using var sandbox = new ClusterSandbox(host);
        sandbox.Set("log", sandbox.Log);
        string list = sandbox.CreateList("list", ["one@example.com"]);
        Expect.Done(sandbox.Deliver(list, Some.Post()));
        Assert.Equal(["one@example.com"], Assert.Single(sandbox.Copies()).Recipients);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(ClusterHost host, string key, string value)
    {
        (int exitCode, _, string error) = host.Consul("kv", "put", key, value);
        Assert.True(exitCode == 0, $"{host.Name}: {error}\n{host.ConsulLog}");
    }

    private static string Read(ClusterHost host, string key, params string[] options)
    {
        (int exitCode, string output, string error) = host.Consul(["kv", "get", .. options, key]);
        Assert.True(exitCode == 0, $"{host.Name}: {error}\n{host.ConsulLog}");
        return output.TrimEnd('\n');
    }

    // A write is done when most servers have it, whoever was asked. What a server answers alone may be older.
    private static void WaitToHold(ClusterHost host, params string[] keys) =>
        Assert.All(keys, key => Wait.Until(() => host.Consul("kv", "get", "-stale", key).ExitCode == 0, $"{host.Name} has {key}", () => host.ConsulLog));

    // A server without a quorum says so, or says nothing for a while.
    private static bool Takes(ClusterHost host, string key)
    {
        try
        {
            return host.Run(ConsulProgram.Path!, ["kv", "put", key, "taken"], limit: TimeSpan.FromSeconds(5)).ExitCode == 0;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
