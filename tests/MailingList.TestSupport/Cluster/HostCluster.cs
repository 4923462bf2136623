namespace MailingList.TestSupport.Cluster;

/// <summary>
/// Some hosts, each in a network namespace of its own with a real Consul server, which together are a cluster. Needs root, iproute2 and Consul.
/// </summary>
/// <remarks>If this process is killed, the servers end with it; the namespaces, and what else runs in them, when the next cluster is made.</remarks>
public sealed class HostCluster : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClusterNetwork _network;
    private readonly List<ClusterHost> _hosts = [];
    private HashSet<int> _aside = [];

    /// <summary>Makes the hosts, starts their servers, and waits for a leader.</summary>
    /// <param name="folder">Where the hosts' folders are made: everybody may read it from now on; it remains the caller's to delete.</param>
    /// <param name="size">How many.</param>
    public HostCluster(string folder, int size = 3)
    {
        // Other users' programs run on the hosts, whose folders are below.
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        _network = new ClusterNetwork(size);
        try
        {
            for (int number = 1; number <= size; number++)
            {
                _hosts.Add(new ClusterHost(number, size, _network.Namespaces[number - 1], Path.Combine(folder, $"mx{number}")));
            }

            _hosts.ForEach(host => host.StartConsul());
            AwaitLeader(Patience);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The hosts: number 1 is the first.</summary>
    public IReadOnlyList<ClusterHost> Hosts => _hosts;

    /// <summary>
    /// From now on the hosts of these numbers cannot reach the others, nor the others them; they reach each other. What is sent to the
    /// other side is lost without an answer.
    /// </summary>
    public void Partition(params int[] aside)
    {
        _network.SetAside(aside);
        _aside = [.. aside];
    }

    /// <summary>From now on these hosts cannot reach the others, nor the others them.</summary>
    public void Partition(params ClusterHost[] aside) => Partition([.. aside.Select(host => host.Number)]);

    /// <summary>Every host can reach every other again. What they make of it takes its time.</summary>
    public void Heal() => Partition(Array.Empty<int>());

    /// <summary>Waits until the running servers agree on a leader, and reach it; under a partition, those on the side with most of them.</summary>
    /// <exception cref="TimeoutException">They did not, in that time.</exception>
    public void AwaitLeader(TimeSpan limit)
    {
        ClusterHost[] asked = LargestSide();
        var until = DateTime.UtcNow + limit;
        while (!Agree(asked, host => host.LeaderSeen()) || !Agree(asked, host => host.LeaderReached()))
        {
            if (DateTime.UtcNow > until)
            {
                throw new TimeoutException($"no leader in {limit.TotalSeconds} s\n{string.Join("\n\n", asked.Select(host => $"{host.Name}:\n{host.ConsulLog}"))}");
            }

            Thread.Sleep(50);
        }
    }

    /// <summary>Ends everything that runs on the hosts, and removes their networks.</summary>
    public void Dispose()
    {
        _hosts.ForEach(host => host.Dispose());
        _network.Dispose();
    }

    private ClusterHost[] LargestSide() => [.. _hosts.Where(host => host.IsConsulRunning)
        .GroupBy(host => _aside.Contains(host.Number))
        .OrderByDescending(side => side.Count())
        .FirstOrDefault() ?? Enumerable.Empty<ClusterHost>()];

    // A server that has only just lost its leader still names it: the leader must be one of those that are asked.
    private static bool Agree(ClusterHost[] asked, Func<ClusterHost, string?> leader)
    {
        string?[] leaders = Task.WhenAll(asked.Select(host => Task.Run(() => leader(host)))).Result;
        return leaders.Distinct().Count() == 1 && asked.Any(host => host.NodeName == leaders[0]);
    }
}
