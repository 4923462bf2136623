using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Replication;

/// <summary>The lists live on the hosts; Consul may lose them, or hold what is not ours.</summary>
[Collection(OneCluster.Name)]
public sealed class LostConsulTests(OneCluster cluster)
{
    [ClusterFact]
    public void What_Consul_lost_the_hosts_put_back_and_a_host_with_an_empty_disk_gets_it_all()
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = NewList("lost");
        string before = hosts.AwaitAlike();

        int[] losses = [.. hosts.All.Select(Losses)];
        hosts.First.Host.WipeKv("mailinglist/");
        AwaitPutBack(hosts, losses, list);
        Assert.Equal(before, hosts.AwaitAlike());

        ReplaceDisk(hosts, hosts.Third);
        string after = hosts.AwaitAlike();
        Assert.Equal(before.Split('\n').Where(IsNoSecret), after.Split('\n').Where(IsNoSecret));
    }

    [ClusterFact]
    public void What_came_after_the_snapshot_that_Consul_was_restored_from_is_put_back()
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = NewList("restored");
        hosts.AwaitAlike();
        string snapshot = Path.Combine(hosts.First.Host.Folder, "snapshot");
        hosts.First.Host.SaveSnapshot(snapshot);
        foreach (ClusterSandbox host in hosts.All)
        {
            host.Ok("subscribe", list, $"mx{host.Host.Number}@example.com");
        }

        hosts.First.Ok("unsubscribe", list, "one@example.com");
        string before = hosts.AwaitAlike();

        int[] losses = [.. hosts.All.Select(Losses)];
        hosts.First.Host.RestoreSnapshot(snapshot);
        AwaitSeen(hosts, losses);
        Assert.Equal(before, hosts.AwaitAlike());

        ReplaceDisk(hosts, hosts.Second);
        hosts.AwaitAlike();
        Assert.Equal(["mx1@example.com", "mx2@example.com", "mx3@example.com", "two@example.com"], hosts.Second.SubscribersOf(list));
    }

    [ClusterFact]
    public void A_host_that_was_down_when_Consul_was_restored_hears_what_was_put_back_meanwhile()
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = NewList("restored-while-down");
        string other = NewList("restored-while-down-too");
        hosts.AwaitAlike();
        string snapshot = Path.Combine(hosts.First.Host.Folder, "snapshot-while-down");
        hosts.First.Host.SaveSnapshot(snapshot);
        Subscribe(other, 1, 3);
        hosts.AwaitAlike();

        // What this host has not heard of is lost, put back under a lower number, and followed by so much that the numbers go on from there.
        hosts.Third.KillAgent();
        hosts.First.Ok("subscribe", list, "unheard@example.com");
        int losses = Losses(hosts.First);
        hosts.First.Host.RestoreSnapshot(snapshot);
        Wait.Until(() => Losses(hosts.First) > losses && StatusReport.Of(hosts.First).Unpublished == 0, "it is put back");
        Subscribe(other, 4, 9);
        hosts.Third.StartAgent();
        hosts.AwaitAlike();
        Assert.Contains("unheard@example.com", hosts.Third.SubscribersOf(list));

        void Subscribe(string to, int from, int last)
        {
            for (int number = from; number <= last; number++)
            {
                hosts.First.Ok("subscribe", to, $"number{number}@example.com");
            }
        }
    }

    [ClusterFact]
    public void Strangers_in_our_folder_are_named_by_status_and_the_log_and_stop_nothing()
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = NewList("strangers");
        hosts.AwaitAlike();
        string garbage = Path.Combine(hosts.First.Host.Folder, "garbage");
        File.WriteAllText(garbage, new string('g', 500_000));
        string[] strangers = ["feed/mx9.example.net", "something", $"state/{list}/subscribers/zz", $"state/{list}/subscribers/0"];
        Assert.All(strangers, key => Consul("kv", "put", $"mailinglist/{key}", $"@{garbage}"));

        hosts.Second.Ok("subscribe", list, "after@example.com");
        hosts.AwaitEverywhere(result => result.Output.Contains("after@example.com", StringComparison.Ordinal), "export", list);
        Assert.All(hosts.All, host =>
        {
            host.Ok("sync", "--full");
            StatusReport status = StatusReport.Of(host);
            Assert.Equal(75, status.ExitCode);
            Assert.Equal(strangers.Order(StringComparer.Ordinal), status.Troubles.Order(StringComparer.Ordinal));
            string log = File.ReadAllText(host.Log);
            Assert.All(strangers, key => Assert.Contains($"Consul: {key}: ", log, StringComparison.Ordinal));
        });

        // When they are gone, all is well again.
        Assert.All(strangers, key => Consul("kv", "delete", $"mailinglist/{key}"));
        Assert.All(hosts.All, host => host.Ok("sync", "--full"));
        hosts.AwaitAlike();
        Assert.All(hosts.All, host => Assert.Equal(0, StatusReport.Of(host).ExitCode));

        void Consul(params string[] arguments) => Assert.Equal(0, hosts.First.Host.Consul(arguments).ExitCode);
    }

    private static int Losses(ClusterSandbox host) =>
        File.ReadLines(host.Log).Count(line => line.Contains("read everything (Consul lost ", StringComparison.Ordinal));

    private static void AwaitSeen(ThreeHosts hosts, int[] losses) => Wait.Until(
        () => hosts.All.Select(Losses).Zip(losses).All(pair => pair.First > pair.Second),
        "every host has seen the loss",
        () => string.Concat(hosts.All.Select(host => File.ReadAllText(host.Log))));

    // The list is there again, and what else there is to put back, each host knows by then. Who is slower than the others finds it all put
    // back, and has no feed until it has something to tell.
    private static void AwaitPutBack(ThreeHosts hosts, int[] losses, string list)
    {
        AwaitSeen(hosts, losses);
        Wait.Until(() => hosts.First.Host.Consul("kv", "get", $"mailinglist/state/{list}/settings").ExitCode == 0, "the list is there again");
    }

    private static void ReplaceDisk(ThreeHosts hosts, ClusterSandbox host)
    {
        host.KillAgent();
        foreach (string file in Directory.EnumerateFiles(host.Data, "lists.db*"))
        {
            File.Delete(file);
        }

        host.Ok("init");
        host.Ok("join", "--yes");
        host.StartAgent();
    }

    // A host with a new disk brings a new key for tokens with it.
    private static bool IsNoSecret(string line) => !line.Contains("secret", StringComparison.Ordinal);

    private string NewList(string name)
    {
        string list = $"{name}@lists.example.org";
        cluster.Hosts.First.Ok("create", list, "--owner", "ann@example.org");
        cluster.Hosts.First.Ok("subscribe", list, "one@example.com", "two@example.com");
        return list;
    }
}
