using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Clocks that differ, and hosts that were away for long.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class TimeTests(SharedConsul consul)
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(91);

    [ConsulTheory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(365)]
    public async Task A_host_whose_clock_is_days_off_hinders_nobody(int days)
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Clock.Now += TimeSpan.FromDays(days);
        hosts[0].Create();
        hosts[0].Subscribe("eve@example.net", "Eve");
        await hosts.SettleAsync();

        hosts[1].Subscribe("eve@example.net", "Eva");
        await hosts.SettleAsync();
        Assert.Equal("Eva", hosts[2].NameOf("eve@example.net"));
        hosts[2].Unsubscribe("eve@example.net");
        await hosts.SettleAsync();
        Assert.False(hosts[0].Has("eve@example.net"));
        hosts[0].Subscribe("eve@example.net");
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.True(hosts[1].Has("eve@example.net"));
    }

    [ConsulFact]
    public async Task A_clock_that_jumps_back_hinders_nobody()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        hosts[0].Subscribe("eve@example.net", "Eve");
        await hosts.SettleAsync();

        hosts[0].Clock.Now -= TimeSpan.FromDays(1000);
        hosts[0].Subscribe("eve@example.net", "Eva");
        hosts[1].Subscribe("adam@example.net");
        await hosts.SettleAsync();
        Assert.Equal("Eva", hosts[1].NameOf("eve@example.net"));
        Assert.True(hosts[0].Has("adam@example.net"));

        hosts[0].Clock.Now += TimeSpan.FromDays(1000);
        hosts[0].Unsubscribe("eve@example.net");
        await hosts.SettleAsync(isPatient: true);

        hosts.Agreed();
        Assert.False(hosts[1].Has("eve@example.net"));
    }

    [ConsulTheory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_host_that_was_away_for_long_drops_what_was_deleted_and_keeps_what_it_has_not_told(bool isPatient, bool publishesFirst)
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        hosts[2].FollowAsync().Wait();
        await hosts.SettleAsync();
        hosts[2].Subscribe(["eve@example.net", "adam@example.net"]);
        await hosts.SettleAsync();
        hosts[2].Subscribe("noah@example.net");
        hosts[2].Subscribe("adam@example.net", "Adam");

        hosts[0].Unsubscribe("eve@example.net");
        await ApartAsync(hosts, 2);
        Assert.DoesNotContain("eve@example.net", hosts[0].Canonical(), StringComparison.Ordinal);
        if (publishesFirst)
        {
            // Not even with so many that all move to other containers.
            hosts[2].Subscribe(Enumerable.Range(0, 600).Select(n => $"user{n}@example.net"));
            await hosts[2].PublishAsync();
        }

        await hosts[2].ExchangeAsync(isPatient);
        await hosts.SettleAsync();

        string all = hosts.Agreed();
        Assert.DoesNotContain("eve@example.net", all, StringComparison.Ordinal);
        Assert.True(hosts[0].Has("noah@example.net"));
        Assert.Equal("Adam", hosts[1].NameOf("adam@example.net"));
    }

    [ConsulFact]
    public async Task A_host_that_only_ever_listened_and_was_away_for_long_brings_nothing_back()
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        hosts[0].Subscribe(["eve@example.net", "adam@example.net"]);
        await hosts.SettleAsync();

        hosts[0].Unsubscribe("eve@example.net");
        await ApartAsync(hosts, 2);
        await hosts.SettleAsync();

        Assert.DoesNotContain("eve@example.net", hosts.Agreed(), StringComparison.Ordinal);
        Assert.True(hosts[2].Has("adam@example.net"));
    }

    [ConsulFact]
    public async Task A_host_that_was_away_for_long_gives_nothing_up_to_an_empty_Consul()
    {
        using var hosts = new ReplicaHosts(consul, 1);
        hosts[0].Create();
        hosts[0].Subscribe("eve@example.net");
        await hosts.SettleAsync();
        await hosts.Consul.DeleteAllAsync(string.Empty);

        hosts.Pass(Long);
        await hosts.SettleAsync();

        Assert.True(hosts[0].Has("eve@example.net"));
        Assert.NotEmpty(await hosts.EntriesAsync());
    }

    [ConsulFact]
    public async Task A_host_that_was_away_for_long_gives_nothing_up_that_it_cannot_read()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        hosts[0].Subscribe("eve@example.net");
        await hosts.SettleAsync();
        await hosts.Consul.WriteAsync($"state/{ReplicaHost.Dev}/subscribers", new byte[] { 1, 2, 3 }, 7, null);

        hosts[1].Clock.Now += Long;
        hosts[1].Subscribe("adam@example.net");
        await hosts[1].ExchangeAsync();

        Assert.True(hosts[1].Has("eve@example.net"));
    }

    [ConsulFact]
    public async Task Of_a_list_that_was_deleted_long_ago_nothing_remains_but_that()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        hosts[0].Create("other@lists.example.org");
        hosts[0].Subscribe(Enumerable.Range(0, 600).Select(n => $"user{n}@example.net"));
        await hosts.SettleAsync();
        hosts[0].Delete();
        await hosts.SettleAsync();

        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);
        Assert.DoesNotContain(await hosts.EntriesAsync(), entry => entry.Key.Contains("dev@lists.example.org/subscribers", StringComparison.Ordinal));
        for (int i = 0; i < 3; i++)
        {
            hosts.Pass(TimeSpan.FromDays(45));
            await hosts.SettleAsync(isPatient: true);
        }

        Assert.Single(hosts.Agreed().Split('\n'), record => record.Contains("dev@", StringComparison.Ordinal));
        hosts[1].Create();
        await hosts.SettleAsync();
        Assert.Equal(0, hosts[0].Count());
        hosts.Agreed();
    }

    // Time passes for all; all but one are in touch meanwhile.
    private static async Task ApartAsync(ReplicaHosts hosts, int away)
    {
        for (int i = 0; i < 4; i++)
        {
            hosts.Pass(Long / 3);
            for (int round = 0; round < 2; round++)
            {
                for (int host = 0; host < 3; host++)
                {
                    if (host != away)
                    {
                        await hosts[host].ExchangeAsync(isPatient: true);
                    }
                }
            }
        }
    }
}
