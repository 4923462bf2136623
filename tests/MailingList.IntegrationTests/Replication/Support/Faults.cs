using MailingList.IntegrationTests.Support;

namespace MailingList.IntegrationTests.Replication.Support;

/// <summary>What befalls the hosts: servers and agents die and come back, networks fall apart and heal.</summary>
internal sealed class Faults(ThreeHosts hosts, Random random, Action<string> note)
{
    private bool _isApart;

    /// <summary>One more of them.</summary>
    internal void Next()
    {
        ClusterSandbox host = hosts.All[random.Next(hosts.All.Count)];
        switch (random.Next(8))
        {
            case 0 or 1:
                Say($"the agent of {host.Host.Name} {(host.HasAgent ? "is killed" : "starts")}");
                Toggle(host.HasAgent, host.KillAgent, () => host.StartAgent());
                break;
            case 2 or 3:
                Say($"Consul on {host.Host.Name} {(host.Host.IsConsulRunning ? "is killed" : "starts")}");
                Toggle(host.Host.IsConsulRunning, host.Host.KillConsul, host.Host.StartConsul);
                break;
            case 4:
                Say($"{host.Host.Name} is killed");
                ThreeHosts.Kill(host);
                break;
            case 5 or 6:
                Say(_isApart ? "the network heals" : $"{host.Host.Name} is cut off");
                Toggle(_isApart, hosts.Cluster.Heal, () => hosts.Cluster.Partition(host.Host));
                _isApart = !_isApart;
                break;
            default:
                Say("nothing happens");
                break;
        }
    }

    private static void Toggle(bool isSo, Action end, Action begin) => (isSo ? end : begin)();

    private void Say(string what) => note(what);
}
