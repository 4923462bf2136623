using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Hosts that go for good.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class DepartureTests(SharedConsul consul)
{
    [ConsulTheory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(600, false)] // more containers than a feed names
    [InlineData(600, true)]
    public async Task What_a_host_that_goes_has_told_is_heard_by_who_never_heard_of_it(int lists, bool isByAnother)
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        await hosts[0].ExchangeAsync();
        await hosts[1].ExchangeAsync();
        for (int i = 0; i < lists; i++)
        {
            hosts[2].Create($"list{i}@lists.example.org");
        }

        await hosts[2].PublishAsync();
        await LeaveAsync(hosts[isByAnother ? 0 : 2], hosts[2]);

        await hosts[0].ExchangeAsync();
        await hosts[1].ExchangeAsync();

        Assert.Equal(lists + 1, hosts[1].Lists.All().Count);
        Assert.Equal(hosts[0].Canonical(), hosts[1].Canonical());
        Assert.Equal(0, await hosts[1].FollowAsync());
        Assert.DoesNotContain(await hosts.EntriesAsync(), entry => entry.Key == "feed/mx3");
    }

    [ConsulFact]
    public async Task A_host_that_was_taken_out_and_comes_back_is_heard_and_hears()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        await hosts.SettleAsync();
        hosts[1].Subscribe("eve@example.net");
        await hosts[1].PublishAsync();

        await LeaveAsync(hosts[0], hosts[1]);
        hosts[0].Subscribe("adam@example.net");
        hosts[1].Subscribe("noah@example.net");
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.All(["adam@example.net", "eve@example.net", "noah@example.net"], address => Assert.True(hosts[0].Has(address)));
    }

    [ConsulFact]
    public async Task The_last_host_leaves_too()
    {
        using var hosts = new ReplicaHosts(consul, 1);
        hosts[0].Create();
        await hosts.SettleAsync();

        await LeaveAsync(hosts[0], hosts[0]);

        Assert.DoesNotContain(await hosts.EntriesAsync(), entry => entry.Key == "feed/mx1");
    }

    private static async Task LeaveAsync(ReplicaHost remover, ReplicaHost leaving)
    {
        var departure = new Departure(remover.Cluster);
        (KeyValue? feed, _) = await departure.FindAsync(leaving.Cluster.Host, CancellationToken.None);
        Assert.NotNull(feed);
        await departure.RemoveAsync(feed, null, CancellationToken.None);
    }
}
