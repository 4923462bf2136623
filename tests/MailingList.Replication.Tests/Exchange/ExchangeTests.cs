using MailingList.Core.Records;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

[Collection(ExchangeConsul.Name)]
public sealed class ExchangeTests(SharedConsul consul)
{
    [ConsulTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_change_on_any_host_appears_on_all(int author)
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        await hosts.SettleAsync();

        hosts[author].Subscribe("eve@example.net", "Eve");
        hosts[author].Describe("developers");
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.All([hosts[0], hosts[1], hosts[2]], host =>
        {
            Assert.Equal("Eve", host.NameOf("eve@example.net"));
            Assert.Equal("developers", host.List().Settings.Description);
        });
    }

    [ConsulFact]
    public async Task Two_hosts_add_a_thousand_subscribers_each_at_the_same_time()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        await hosts.SettleAsync();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(async () =>
        {
            for (int portion = 0; portion < 1000; portion += 250)
            {
                hosts[i].Subscribe(Enumerable.Range(portion, 250).Select(n => $"user{n}@host{i}.example"));
                await hosts[i].PublishAsync();
            }
        })));
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Equal(2000, hosts[0].Count());
        Assert.Equal(2000, hosts[1].Count());
    }

    [ConsulTheory]
    [InlineData(10, 1)]
    [InlineData(600, 16)]
    [InlineData(5_000, 256)]
    public async Task A_list_lies_in_as_many_containers_as_it_needs(int subscribers, int containers)
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        hosts[0].Subscribe(Enumerable.Range(0, subscribers).Select(n => $"user{n}@example.net"));

        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Equal(subscribers, hosts[1].Count());
        Assert.Equal(containers, (await hosts.EntriesAsync()).Count(entry => entry.Key.Contains("/subscribers", StringComparison.Ordinal)));
    }

    [ConsulFact]
    public async Task A_container_that_fills_up_is_split_and_leaves_nothing_behind()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        for (int portion = 0; portion < 600; portion += 100)
        {
            hosts[portion / 100 % 2].Subscribe(Enumerable.Range(portion, 100).Select(n => $"user{n}@example.net"));
            await hosts.SettleAsync();
        }

        hosts.Agreed();
        Assert.Equal(600, hosts[1].Count());
        string[] keys = [.. (await hosts.EntriesAsync()).Select(entry => entry.Key).Where(key => key.Contains("/subscribers", StringComparison.Ordinal))];
        Assert.Equal(16, keys.Length);
        Assert.DoesNotContain($"state/{ReplicaHost.Dev}/subscribers", keys);
    }

    [ConsulFact]
    public async Task Hosts_that_cut_a_list_into_different_containers_do_each_other_no_harm()
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        await hosts.SettleAsync();
        for (int i = 0; i < 3; i++)
        {
            hosts[i].Write(() => hosts[i].Replica.Deepen(ReplicaHost.Dev, RecordGroup.Subscribers, i));
            hosts[i].Subscribe(Enumerable.Range(0, 40).Select(n => $"user{n}@host{i}.example"));
            hosts[i].Subscribe("eve@example.net", $"Eve {i}");
            await hosts[i].PublishAsync();
        }

        Assert.True((await hosts.EntriesAsync()).Count > 30);
        await hosts.SettleAsync();
        hosts[1].Unsubscribe("eve@example.net");
        await hosts.SettleAsync();
        string all = hosts.Agreed();
        Assert.Equal(120, hosts[0].Count());

        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);
        Assert.Equal(all, hosts.Agreed());
        Assert.All((await hosts.EntriesAsync()).Select(entry => entry.Key).Where(key => key.Contains("/subscribers", StringComparison.Ordinal)),
            key => Assert.Matches("/subscribers/[0-9a-f]{2}$", key));
        ReplicaHost newcomer = hosts.Add().Join(ReplicaHosts.Cluster);
        await newcomer.ExchangeAsync();
        Assert.Equal(all, newcomer.Canonical());
    }

    [ConsulFact]
    public async Task Who_missed_more_than_the_feed_tells_reads_everything()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        await hosts.SettleAsync();
        hosts[0].Subscribe(Enumerable.Range(0, 5000).Select(n => $"user{n}@example.net"));
        for (int i = 1; i < 4; i++)
        {
            await hosts[0].PublishAsync();
            hosts[0].Subscribe(Enumerable.Range(0, 1500).Select(n => $"user{n}@host{i}.example"));
        }

        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Equal(9500, hosts[1].Count());
        Assert.Contains(hosts[1].Log.Informations, text => text.Contains("mx1 has written more than its feed tells", StringComparison.Ordinal));
    }

    [ConsulFact]
    public async Task Where_nothing_changed_nothing_is_written()
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        await hosts.SettleAsync();
        hosts[0].Subscribe(Enumerable.Range(0, 1000).Select(n => $"user{n}@example.net"));
        await hosts.SettleAsync();
        ulong[] indices = [.. (await hosts.EntriesAsync()).Select(entry => entry.ModifyIndex)];
        string[] databases = [.. Databases(hosts)];

        await hosts.SettleAsync();
        await hosts.SettleAsync();

        Assert.Equal(indices, (await hosts.EntriesAsync()).Select(entry => entry.ModifyIndex));
        Assert.Equal(databases, Databases(hosts));
    }

    [ConsulFact]
    public async Task Somebody_who_waits_hears_at_once()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        await hosts.SettleAsync();
        await hosts[1].Follower.FollowAsync(TimeSpan.FromMilliseconds(1), false, CancellationToken.None);

        Task<long> waiting = hosts[1].Follower.FollowAsync(TimeSpan.FromMinutes(1), false, CancellationToken.None);
        hosts[0].Subscribe("eve@example.net");
        await hosts[0].PublishAsync();

        Assert.Equal(1, await waiting.WaitAsync(Some.LongTime));
        Assert.True(hosts[1].Has("eve@example.net"));
    }

    [ConsulFact]
    public async Task Four_hosts_that_change_the_same_container_all_the_time_lose_nothing()
    {
        using var hosts = new ReplicaHosts(consul, 4);
        hosts[0].Create();
        await hosts.SettleAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            for (int n = 0; n < 25; n++)
            {
                hosts[i].Subscribe($"user{n}@host{i}.example");
                hosts[i].Subscribe("eve@example.net", $"Eve {i} {n}");
                await hosts[i].PublishAsync();
            }
        })));
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Equal(101, hosts[3].Count());
    }

    [ConsulFact]
    public async Task A_list_that_was_deleted_stays_so_and_begins_anew_when_it_is_created_again()
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        hosts[0].Subscribe("eve@example.net");
        await hosts.SettleAsync();

        hosts[1].Subscribe("adam@example.net");
        hosts[0].Delete();
        await hosts.SettleAsync();
        Assert.Empty(hosts[2].Lists.All());
        hosts[2].Create();
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Equal(0, hosts[1].Count());
    }

    // What a transaction that changed something would have changed.
    private static IEnumerable<string> Databases(ReplicaHosts hosts) => Enumerable.Range(0, 3).Select(i =>
        string.Join(',', hosts[i].Database.Query("PRAGMA data_version", row => row.GetInt64(0)).Concat(hosts[i].Database.Query("SELECT total_changes()", row => row.GetInt64(0)))));
}
