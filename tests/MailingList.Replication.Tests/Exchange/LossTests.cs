using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Consul loses what it had, or a host its database.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class LossTests(SharedConsul consul)
{
    [ConsulTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_emptied_Consul_held_is_published_again(bool isPublishedFirst)
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        hosts[0].Subscribe("adam@example.net");
        await hosts.SettleAsync();
        hosts[1].Subscribe("eve@example.net");
        await hosts.SettleAsync();
        string before = hosts.Agreed();
        string[] containers = await ContainersAsync(hosts);

        await hosts.Consul.DeleteAllAsync(string.Empty);
        if (isPublishedFirst)
        {
            // A verb publishes before anybody has looked: the loss must not go unnoticed for that.
            hosts[0].Subscribe("noah@example.net");
            await hosts[0].PublishAsync();
            hosts[0].Unsubscribe("noah@example.net");
        }

        await hosts.SettleAsync();

        string after = hosts.Agreed();
        Assert.Equal(isPublishedFirst, before != after);
        Assert.Equal(containers, await ContainersAsync(hosts));
        Assert.Equal(ReplicaHosts.Cluster, await Membership.FindAsync(hosts.Consul, CancellationToken.None));
        Assert.Equal(after, (await NewcomerAsync(hosts)).Canonical());
    }

    [ConsulFact]
    public async Task A_host_that_never_wrote_anything_notices_that_Consul_was_emptied()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        hosts[0].Subscribe("adam@example.net");
        await hosts.SettleAsync();
        string before = hosts.Agreed();

        await hosts.Consul.DeleteAllAsync(string.Empty);
        await hosts[1].ExchangeAsync();

        Assert.Equal(before, (await NewcomerAsync(hosts)).Canonical());
    }

    [ConsulFact]
    public async Task What_an_old_snapshot_of_Consul_lacks_comes_back()
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        hosts[0].Subscribe(Enumerable.Range(0, 500).Select(n => $"user{n}@example.net"));
        await hosts.SettleAsync();
        IReadOnlyList<KeyValue> snapshot = await hosts.EntriesAsync();

        hosts[1].Subscribe(Enumerable.Range(0, 500).Select(n => $"user{n}@host1.example"));
        hosts[1].Unsubscribe("user7@example.net");
        await hosts.SettleAsync();
        hosts[0].Describe("developers");
        await hosts.SettleAsync();
        string before = hosts.Agreed();
        await hosts.PutBackAsync(snapshot);
        await hosts.SettleAsync();

        Assert.Equal(before, hosts.Agreed());
        Assert.Equal(before, (await NewcomerAsync(hosts)).Canonical());

        // The feeds go on.
        hosts[0].Subscribe("eve@example.net");
        hosts[1].Subscribe("adam@example.net");
        await hosts.SettleAsync();
        hosts.Agreed();
    }

    [ConsulFact]
    public async Task What_an_old_snapshot_of_Consul_lacks_comes_back_although_its_author_is_gone()
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        hosts[1].FollowAsync().Wait();
        await hosts.SettleAsync();
        IReadOnlyList<KeyValue> snapshot = await hosts.EntriesAsync();
        hosts[2].Subscribe("eve@example.net");
        await hosts.SettleAsync();
        string before = hosts.Agreed();

        await hosts.PutBackAsync(snapshot);
        await hosts[0].ExchangeAsync();

        Assert.Equal(before, (await NewcomerAsync(hosts)).Canonical());
    }

    [ConsulTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_restored_from_an_old_copy_gets_back_what_it_had_published(bool changesFirst)
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        await hosts.SettleAsync();
        string copy = hosts[0].Backup();
        hosts[0].Subscribe("eve@example.net");
        await hosts.SettleAsync();
        hosts[0].Subscribe("adam@example.net");
        hosts[1].Subscribe("noah@example.net");
        await hosts.SettleAsync();

        hosts[0].Restore(copy);
        hosts.Pass(TimeSpan.FromMinutes(1));
        if (changesFirst)
        {
            hosts[0].Subscribe("abel@example.net");
            await hosts[0].PublishAsync();
        }

        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.All(["eve@example.net", "adam@example.net", "noah@example.net"], address => Assert.True(hosts[0].Has(address)));
        Assert.Equal(changesFirst, hosts[1].Has("abel@example.net"));
    }

    [ConsulFact]
    public async Task A_new_database_under_the_name_of_an_old_one_learns_all_and_is_heard()
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        hosts[0].Subscribe("eve@example.net");
        await hosts.SettleAsync();

        hosts[0].Restore(null);
        hosts[0].Join(ReplicaHosts.Cluster);
        await hosts[0].FollowAsync();
        Assert.True(hosts[0].Has("eve@example.net"));
        hosts[0].Subscribe("adam@example.net");
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.True(hosts[2].Has("adam@example.net"));
    }

    [ConsulFact]
    public async Task A_new_database_that_publishes_before_it_reads_takes_nothing_from_the_others()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        await hosts.SettleAsync();
        // Nobody has read this yet.
        hosts[0].Subscribe("eve@example.net");
        await hosts[0].PublishAsync();

        hosts[0].Restore(null);
        hosts[0].Join(ReplicaHosts.Cluster);
        hosts[0].Create("other@lists.example.org");
        await hosts[0].PublishAsync();
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.True(hosts[1].Has("eve@example.net"));
        Assert.Equal(2, hosts[1].Lists.All().Count);
    }

    private static async Task<ReplicaHost> NewcomerAsync(ReplicaHosts hosts)
    {
        ReplicaHost newcomer = hosts.Add().Join(ReplicaHosts.Cluster);
        await newcomer.ExchangeAsync();
        return newcomer;
    }

    private static async Task<string[]> ContainersAsync(ReplicaHosts hosts) =>
        [.. (await hosts.EntriesAsync()).Select(entry => entry.Key).Where(key => key.StartsWith("state/", StringComparison.Ordinal))];
}
