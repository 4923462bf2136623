using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Deletions that are old, and what is kept for a while only.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class ForgettingTests(SharedConsul consul)
{
    [ConsulTheory]
    [InlineData(10)]
    [InlineData(600)]
    public async Task Deletions_are_forgotten_everywhere_and_nothing_comes_back(int subscribers)
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        for (int portion = 0; portion < subscribers; portion += 100)
        {
            hosts[0].Subscribe(Enumerable.Range(portion, Math.Min(100, subscribers)).Select(n => $"user{n}@example.net"));
            await hosts.SettleAsync();
        }

        hosts[1].Unsubscribe("user7@example.net");
        await hosts.SettleAsync();
        for (int day = 0; day < 95; day++)
        {
            hosts.Pass(TimeSpan.FromDays(1));
            if (day % 30 == 0 || day is > 88 and < 93)
            {
                await hosts.SettleAsync(isPatient: true);
            }
        }

        Assert.DoesNotContain("user7@", hosts.Agreed(), StringComparison.Ordinal);
        ReplicaHost newcomer = hosts.Add().Join(ReplicaHosts.Cluster);
        await newcomer.ExchangeAsync();
        Assert.DoesNotContain("user7@", newcomer.Canonical(), StringComparison.Ordinal);
        Assert.Equal(subscribers - 1, newcomer.Count());
        hosts[1].Subscribe("user7@example.net");
        await hosts.SettleAsync();
        hosts.Agreed();
        Assert.True(hosts[0].Has("user7@example.net"));
    }

    [ConsulFact]
    public async Task What_is_kept_for_a_while_is_forgotten_everywhere_and_comes_back_from_nowhere()
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        hosts[0].Subscribe("eve@example.net");
        await hosts.SettleAsync();
        hosts[0].LetIn("eve@example.net");
        await hosts.SettleAsync();
        int all = hosts.Agreed().Split('\n').Length;
        IReadOnlyList<KeyValue> old = await hosts.EntriesAsync();

        await PassAsync(hosts, 2);
        Assert.Equal(all - 3, hosts.Agreed().Split('\n').Length);
        Assert.DoesNotContain("limits", (await hosts.EntriesAsync()).Select(entry => entry.Key));

        await PassAsync(hosts, 90);
        Assert.Equal(all - 5, hosts.Agreed().Split('\n').Length);
        Assert.DoesNotContain($"state/{ReplicaHost.Dev}/traffic", (await hosts.EntriesAsync()).Select(entry => entry.Key));

        // Consul is restored from a snapshot of that time.
        await hosts.PutBackAsync(old);
        await PassAsync(hosts, 2);
        Assert.Equal(all - 5, hosts.Agreed().Split('\n').Length);
        Assert.True(hosts[2].Has("eve@example.net"));
    }

    [ConsulFact]
    public async Task What_a_host_could_not_tell_while_it_was_kept_is_told_to_nobody()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        await hosts.SettleAsync();
        hosts[0].LetIn("eve@example.net");
        hosts.Pass(TimeSpan.FromDays(2));
        hosts[0].Describe("developers");

        await hosts[0].PublishAsync();

        IReadOnlyList<string> keys = [.. (await hosts.EntriesAsync()).Select(entry => entry.Key)];
        Assert.DoesNotContain("limits", keys);
        Assert.Contains($"state/{ReplicaHost.Dev}/traffic", keys);
        Assert.Equal(0, hosts[0].Replica.CountUnpublished());
    }

    private static async Task PassAsync(ReplicaHosts hosts, int days)
    {
        hosts.Pass(TimeSpan.FromDays(days));
        await hosts.SettleAsync(isPatient: true);
        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);
    }
}
