using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;

namespace MailingList.Replication.Tests.Support;

/// <summary>The hosts of a cluster with a folder of its own in a real Consul.</summary>
internal sealed class ReplicaHosts : IDisposable
{
    internal const string Cluster = "0123456789abcdef";

    /// <summary>The key of the subscribers of <see cref="ReplicaHost.Dev"/>, while they are few.</summary>
    internal const string DevSubscribers = $"state/{ReplicaHost.Dev}/subscribers";

    private readonly List<ReplicaHost> _hosts = [];
    private readonly int _port;
    private readonly string _prefix = "test/" + Guid.NewGuid().ToString("N");

    internal ReplicaHosts(SharedConsul consul, int count = 0)
    {
        _port = consul.Server.Address.Port;
        Consul = new ConsulClient(new ConsulOptions(consul.Server.Address, _prefix) { Timeout = Some.LongTime });
        for (int i = 0; i < count; i++)
        {
            Add().Join(Cluster);
        }
    }

    internal string Prefix => _prefix;

    internal Uri Address => Consul.Options.Address;

    /// <summary>Consul as an admin sees it.</summary>
    internal ConsulClient Consul { get; }

    internal ReplicaHost this[int i] => _hosts[i];

    /// <summary>Three hosts that share a list with four subscribers.</summary>
    internal static async Task<ReplicaHosts> WithSubscribersAsync(SharedConsul consul)
    {
        var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        hosts[0].Subscribe(["adam@example.net", "eve@example.net"]);
        await hosts.SettleAsync();
        // So that everybody has a feed.
        hosts[1].Subscribe("cain@example.net");
        hosts[2].Subscribe("seth@example.net");
        await hosts.SettleAsync();
        return hosts;
    }

    public void Dispose()
    {
        _hosts.ForEach(host => host.Dispose());
        Consul.Dispose();
    }

    /// <summary>One host more, which is no member yet.</summary>
    internal ReplicaHost Add(string? name = null)
    {
        var host = new ReplicaHost(name ?? $"mx{_hosts.Count + 1}", _port, _prefix);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Puts all clocks forward.</summary>
    internal void Pass(TimeSpan time) => _hosts.ForEach(host => host.Clock.Now += time);

    /// <summary>Lets all exchange until they know all.</summary>
    internal async Task SettleAsync(bool isPatient = false)
    {
        for (int i = 0; i < 10; i++)
        {
            long moved = 0;
            foreach (ReplicaHost host in _hosts)
            {
                (long theirs, int written) = await host.ExchangeAsync(isPatient);
                moved += theirs + written;
            }

            if (moved == 0)
            {
                return;
            }
        }

        Assert.Fail("the hosts do not come to rest");
    }

    /// <summary>What all hosts hold, which must be the same.</summary>
    internal string Agreed()
    {
        string first = _hosts[0].Canonical();
        foreach (ReplicaHost host in _hosts.Skip(1))
        {
            Assert.Equal(first, host.Canonical());
        }

        Assert.All(_hosts, host => Assert.Equal(0, host.Replica.CountUnpublished()));
        return first;
    }

    /// <summary>All that lies in Consul.</summary>
    internal async Task<IReadOnlyList<KeyValue>> EntriesAsync() => (await Consul.ReadAllAsync(string.Empty, ReadMode.Consistent, null)).Entries;

    /// <summary>Puts Consul back to what it was: the snapshot of a moment.</summary>
    internal async Task PutBackAsync(IReadOnlyList<KeyValue> entries)
    {
        await Consul.DeleteAllAsync(string.Empty);
        foreach (KeyValue entry in entries)
        {
            await Consul.WriteAsync(entry.Key, entry.Value, entry.Flags, null);
        }
    }
}
