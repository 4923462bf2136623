using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Replication;

/// <summary>Hosts on which no agent runs: verbs and posts meet the others by themselves, and `sync` does what is left.</summary>
[Collection(OneCluster.Name)]
public sealed class WithoutAgentTests(OneCluster cluster)
{
    private const string List = "agentless@lists.example.org";

    [ClusterFact]
    public void Verbs_exchange_by_themselves_and_sync_does_both_directions()
    {
        ThreeHosts hosts = cluster.Hosts;
        (ClusterSandbox first, ClusterSandbox second, ClusterSandbox third) = (hosts.First, hosts.Second, hosts.Third);
        hosts.AwaitAlike();
        foreach (ClusterSandbox host in hosts.All)
        {
            host.KillAgent();
        }

        // A verb tells what it did, and hears first what others did.
        Assert.Empty(first.Ok("create", List, "--owner", "ann@example.org", "--set", "posting=open", "--set", "verp=never").Error);
        second.Ok("subscribe", List, "one@example.com");
        Assert.Equal(["one@example.com"], third.SubscribersOf(List));

        // A post to a list that this host has not heard of does not go back.
        const string New = "agentless-new@lists.example.org";
        third.Ok("create", New, "--owner", "ann@example.org", "--set", "posting=open", "--set", "verp=never");
        third.Ok("subscribe", New, "new@example.com");
        byte[] post = Some.Post();
        Expect.Done(second.Deliver(New, post));
        Assert.Equal(["new@example.com"], second.RecipientsOf(post));

        // What could not be told is told by `sync`.
        first.Host.KillConsul();
        Assert.Contains("will be told", first.Ok("subscribe", List, "two@example.com").Error, StringComparison.Ordinal);
        Assert.Contains("changes of this host are still to be told", first.Run("sync").Error, StringComparison.Ordinal);
        first.Host.StartConsul();
        hosts.Cluster.AwaitLeader(Wait.Long);
        Assert.EndsWith(" 0 changes left to tell\n", first.Ok("sync").Output, StringComparison.Ordinal);
        Assert.StartsWith("2 records came, 0 containers were written", second.Ok("sync").Output, StringComparison.Ordinal);
        Assert.Equal(["one@example.com", "two@example.com"], second.SubscribersOf(List));

        hosts.Recover();
        hosts.AwaitAlike();
    }
}
