using MailingList.IntegrationTests.Support;
using MailingList.TestSupport.Cluster;

namespace MailingList.IntegrationTests.Replication.Support;

/// <summary>Three MX hosts, each with a Consul server, a store and an agent of its own, that are members of one cluster.</summary>
internal sealed class ThreeHosts : IDisposable
{
    private static readonly TimeSpan Election = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("mailinglist-hosts-").FullName;
    private readonly HostCluster _cluster;
    private readonly ClusterSandbox[] _hosts;

    /// <param name="consul">Lines for the section [consul] of the hosts' configurations.</param>
    internal ThreeHosts(params string[] consul)
    {
        _cluster = new HostCluster(_folder);
        try
        {
            _hosts = [.. _cluster.Hosts.Select(host => new ClusterSandbox(host))];
            foreach (ClusterSandbox host in _hosts)
            {
                host.AppendConsulSection(consul);
                host.Ok("join", "--yes");
                host.StartAgent();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal IReadOnlyList<ClusterSandbox> All => _hosts;

    /// <summary>What is beneath them.</summary>
    internal HostCluster Cluster => _cluster;

    internal ClusterSandbox First => _hosts[0];

    internal ClusterSandbox Second => _hosts[1];

    internal ClusterSandbox Third => _hosts[2];

    /// <summary>The program on a host, and its Consul server, end as at a power failure.</summary>
    internal static void Kill(ClusterSandbox host)
    {
        host.KillAgent();
        host.Host.KillConsul();
    }

    /// <summary>From now on this host is alone on its side of the network; returns when the two others have a leader.</summary>
    internal void SetAside(ClusterSandbox host)
    {
        _cluster.Partition(host.Host);
        _cluster.AwaitLeader(Election);
    }

    /// <summary>Everything runs and reaches everything; what there is to tell is told by the hosts themselves.</summary>
    internal void Recover()
    {
        _cluster.Heal();
        foreach (ClusterSandbox host in _hosts)
        {
            if (!host.Host.IsConsulRunning)
            {
                host.Host.StartConsul();
            }

            if (!host.HasAgent)
            {
                host.StartAgent();
            }
        }

        _cluster.AwaitLeader(Election);
    }

    /// <summary>Waits until all hosts hold the same, byte for byte, and have nothing left to tell; returns what they hold.</summary>
    internal string AwaitAlike(TimeSpan? limit = null)
    {
        string[] exports = [];
        Wait.Until(
            () => (exports = Exports()).Distinct().Count() == 1 && _hosts.All(HasHeardAndTold),
            "all hosts hold the same",
            () => Differences.Describe(_hosts, Exports()),
            limit);
        return exports[0];
    }

    /// <summary>Waits until the verb on every host says this.</summary>
    internal void AwaitEverywhere(Func<Result, bool> says, params string[] verb)
    {
        foreach (ClusterSandbox host in _hosts)
        {
            Wait.Until(() => says(host.Run(verb)), $"{host.Host.Name}: {string.Join(' ', verb)}", () => Differences.Describe(_hosts, Exports()));
        }
    }

    public void Dispose()
    {
        foreach (ClusterSandbox host in _hosts ?? [])
        {
            host.Dispose();
        }

        _cluster.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool HasHeardAndTold(ClusterSandbox host)
    {
        StatusReport status = StatusReport.Of(host);
        return status.Unpublished == 0 && status.Behind.All(behind => behind == 0);
    }

    private string[] Exports() => AtOnce.Run(_hosts, host => host.Ok("export", "--all", "--canonical").Output);
}
