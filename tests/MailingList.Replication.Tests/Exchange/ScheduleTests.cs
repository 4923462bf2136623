using System.Globalization;

using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

using Xunit.Abstractions;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Anything happens on any host at any time; in the end all hosts hold the same, and nothing of what was done last is lost.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class ScheduleTests(SharedConsul consul, ITestOutputHelper output)
{
    private const int Schedules = 20;
    private const int Steps = 40;

    [ConsulFact]
    public async Task Whatever_happens_all_hosts_end_alike()
    {
        int seed = Environment.TickCount;
        for (int schedule = 0; schedule < Schedules; schedule++)
        {
            output.WriteLine($"seed {seed + schedule}");
            await RunAsync(seed + schedule);
        }
    }

    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        await hosts.SettleAsync();
        // What each host did last to the addresses that only it changes, and which it must find again.
        var own = new Dictionary<string, string?>();
        for (int step = 0; step < Steps; step++)
        {
            hosts.Pass(TimeSpan.FromMilliseconds(random.Next(3)));
            await StepAsync(hosts, random.Next(3), random, own, step);
        }

        for (int i = 0; i < 3; i++)
        {
            hosts[i].Network.Mode = TcpProxyMode.Pass;
        }

        await hosts.SettleAsync();
        hosts.Agreed();
        foreach ((string address, string? name) in own)
        {
            Assert.Equal((address, name is not null), (address, hosts[2].Has(address)));
            Assert.Equal((address, name), (address, name is null ? null : hosts[1].NameOf(address)));
        }

        Assert.All([hosts[0], hosts[1], hosts[2]], host => Assert.Empty(host.Replica.Troubles));
    }

    private async Task StepAsync(ReplicaHosts hosts, int i, Random random, Dictionary<string, string?> own, int step)
    {
        ReplicaHost host = hosts[i];
        string mine = $"user{random.Next(8)}@host{i}.example";
        string anybodys = $"user{random.Next(8)}@example.net";
        switch (random.Next(14))
        {
            case 0 or 1:
                host.Subscribe(mine, step.ToString(CultureInfo.InvariantCulture));
                own[mine] = step.ToString(CultureInfo.InvariantCulture);
                break;
            case 2:
                host.Unsubscribe(mine);
                own[mine] = null;
                break;
            case 3:
                host.Subscribe(anybodys, $"{i} {step}");
                break;
            case 4:
                host.Unsubscribe(anybodys);
                break;
            case 5:
                host.Describe($"{i} {step}");
                break;
            case 6:
                host.Network.Mode = random.Next(2) == 0 ? TcpProxyMode.Refuse : TcpProxyMode.Pass;
                break;
            case 7:
                host.Network.Mode = TcpProxyMode.Pass;
                break;
            case 8:
                host.Restart();
                break;
            case 9:
                host.Clock.Now += TimeSpan.FromSeconds(random.Next(-20, 20));
                break;
            case 10:
                await TryAsync(() => host.FollowAsync(isPatient: true));
                break;
            case 11:
                await TryAsync(host.PublishAsync);
                break;
            default:
                await Task.WhenAll(Enumerable.Range(0, 3).Where(_ => random.Next(2) == 0).Select(other => Task.Run(() => TryAsync(() => hosts[other].ExchangeAsync()))));
                break;
        }
    }

    private static async Task TryAsync<T>(Func<Task<T>> exchange)
    {
        try
        {
            await exchange();
        }
        catch (ConsulException)
        {
            // Cut off.
        }
    }
}
