using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Replication;

/// <summary>A host whose others are gone goes on, and they hear of it when they are back.</summary>
[Collection(OneCluster.Name)]
public sealed class AloneTests(OneCluster cluster)
{
    private const string List = "alone@lists.example.org";
    private const string Other = "alone-new@lists.example.org";

    [ClusterFact]
    public void The_last_host_distributes_posts_and_takes_every_change_and_the_others_hear_of_it_when_they_are_back()
    {
        ThreeHosts hosts = cluster.Hosts;
        ClusterSandbox third = hosts.Third;
        hosts.First.Ok("create", List, "--owner", "ann@example.org", "--set", "posting=open", "--set", "verp=never");
        hosts.First.Ok("subscribe", List, "one@example.com", "two@example.com");
        hosts.AwaitAlike();

        ThreeHosts.Kill(hosts.First);
        ThreeHosts.Kill(hosts.Second);
        byte[] before = Some.Post("before the changes");
        Expect.Done(third.Deliver(List, before));
        Assert.Equal(["one@example.com", "two@example.com"], third.RecipientsOf(before));

        Assert.All<Result>(
            [
                third.Run("create", Other, "--owner", "bea@example.org"),
                third.Run("subscribe", List, "three@example.com"),
                third.Run("unsubscribe", List, "one@example.com"),
                third.Run("set", List, "description=Said alone"),
                third.RunWith("four@example.com\n", "import", List, "-"),
            ],
            result =>
            {
                Assert.True(result.ExitCode == 0, result.Error);
                Assert.Contains("saved here; the other hosts will be told", result.Error, StringComparison.Ordinal);
            });
        byte[] after = Some.Post("after the changes");
        Expect.Done(third.Deliver(List, after));
        Assert.Equal(["four@example.com", "three@example.com", "two@example.com"], third.RecipientsOf(after));

        StatusReport status = StatusReport.Of(third);
        Assert.Equal((75, false), (status.ExitCode, status.HasQuorum));
        Assert.Equal(hosts.All.Select(host => host.Host.Name), status.Hosts);
        Assert.True(status.Unpublished >= 5);

        // Nobody does anything but start the machines.
        hosts.Recover();
        hosts.AwaitAlike();
        Assert.Contains("Said alone", hosts.First.Ok("show", List).Output, StringComparison.Ordinal);
        Assert.Equal(["four@example.com", "three@example.com", "two@example.com"], hosts.Second.SubscribersOf(List));
        Assert.Contains("bea@example.org", hosts.Second.Ok("show", Other).Output, StringComparison.Ordinal);
    }

    [ClusterFact]
    public void Every_host_shows_all_hosts_their_agents_and_that_nothing_is_left_to_exchange()
    {
        ThreeHosts hosts = cluster.Hosts;
        hosts.AwaitAlike();
        foreach (ClusterSandbox host in hosts.All)
        {
            StatusReport status = StatusReport.Of(host);
            Wait.Until(
                () => (status = StatusReport.Of(host)).Agents.All(agent => agent == "passing"),
                "all agents are said to live",
                () => host.Run("status").Output);
            Assert.Equal((0, true, 0), (status.ExitCode, status.HasQuorum, status.Unpublished));
            Assert.Equal(hosts.All.Select(other => other.Host.Name), status.Hosts);
            Assert.All(status.Behind, behind => Assert.Equal(0, behind));
            Assert.Empty(status.Troubles);
        }
    }
}
