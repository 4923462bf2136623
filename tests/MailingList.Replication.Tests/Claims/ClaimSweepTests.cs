using System.Text;

using MailingList.Replication.Claims;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Claims;

[Collection(ExchangeConsul.Name)]
public sealed class ClaimSweepTests(SharedConsul consul)
{
    [ConsulFact]
    public async Task Claims_that_are_older_than_any_post_in_a_queue_go_when_their_turn_comes()
    {
        using var hosts = new ReplicaHosts(consul, 1);
        long turn = hosts[0].Clock.Now.Ticks / ClaimSweep.Every.Ticks % 256;
        string folder = $"posts/{turn:x2}/";
        string other = $"posts/{(turn + 1) % 256:x2}/";
        string old = $"{{\"host\":\"mx9\",\"done\":true,\"time\":{(hosts[0].Clock.Now - TimeSpan.FromDays(8)).ToUnixTimeMilliseconds()}}}";
        string young = $"{{\"host\":\"mx9\",\"done\":true,\"time\":{(hosts[0].Clock.Now - TimeSpan.FromDays(6)).ToUnixTimeMilliseconds()}}}";
        foreach ((string key, string value) in (ReadOnlySpan<(string, string)>)[(folder + "old", old), (folder + "young", young), (folder + "garbage", "?"), (other + "old", old)])
        {
            hosts.Consul.WriteAsync(key, Encoding.UTF8.GetBytes(value), 0, null).Wait();
        }

        await new ClaimSweep(hosts[0].Cluster).RunAsync(CancellationToken.None);

        string[] left = [.. (await hosts.EntriesAsync()).Select(entry => entry.Key).Where(key => key.StartsWith("posts/", StringComparison.Ordinal))];
        Assert.Equal(((string[])[folder + "young", other + "old"]).Order(StringComparer.Ordinal), left);
    }

    [ConsulFact]
    public async Task While_another_host_is_at_it_nothing_is_done()
    {
        using var hosts = new ReplicaHosts(consul, 1);
        string key = $"posts/{hosts[0].Clock.Now.Ticks / ClaimSweep.Every.Ticks % 256:x2}/garbage";
        await hosts.Consul.WriteAsync(key, "?"u8.ToArray(), 0, null);
        string session = await hosts.Consul.CreateSessionAsync("a test", TimeSpan.FromSeconds(60));
        Assert.True(await hosts.Consul.AcquireAsync("sweep", "another"u8.ToArray(), session));

        await new ClaimSweep(hosts[0].Cluster).RunAsync(CancellationToken.None);

        Assert.Contains(await hosts.EntriesAsync(), entry => entry.Key == key);
        await hosts.Consul.DestroySessionAsync(session);
    }

    [ConsulFact]
    public async Task What_lies_there_for_sweeping_is_no_stranger()
    {
        using var hosts = new ReplicaHosts(consul, 1);
        await new ClaimSweep(hosts[0].Cluster).RunAsync(CancellationToken.None);
        hosts[0].Create();

        await hosts.SettleAsync();

        Assert.Empty(hosts[0].Replica.Troubles);
    }
}
