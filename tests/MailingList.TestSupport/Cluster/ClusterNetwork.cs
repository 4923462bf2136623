using System.Globalization;

namespace MailingList.TestSupport.Cluster;

/// <summary>
/// A network namespace for each host, and one more with two bridges: the one that all are on, and the one for those that are set aside.
/// Nothing of it touches the machine's own network, so all clusters have the same addresses.
/// </summary>
internal sealed class ClusterNetwork : IDisposable
{
    private const string Prefix = "mailinglist-test-";
    private const string Together = "together";
    private const string Apart = "apart";

    private static int _clusters;

    private readonly string _switch;
    private readonly List<string> _made = [];

    internal ClusterNetwork(int size)
    {
        RemoveLeftovers();
        string name = $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _clusters)}";
        _switch = $"{name}-switch";
        Namespaces = [.. Enumerable.Range(1, size).Select(number => $"{name}-mx{number}")];
        try
        {
            Make(size);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal IReadOnlyList<string> Namespaces { get; }

    internal static string Address(int number) => $"10.77.0.{number}";

    /// <summary>Puts these hosts on the bridge for those set aside, and all others on the other.</summary>
    internal void SetAside(IReadOnlyCollection<int> aside) => Batch(_switch, Enumerable.Range(1, Namespaces.Count)
        .Select(number => $"link set mx{number} master {(aside.Contains(number) ? Apart : Together)}"));

    /// <summary>Kills everything that still runs in the namespaces, and removes them.</summary>
    public void Dispose()
    {
        foreach (string name in _made)
        {
            Remove(name);
        }

        _made.Clear();
    }

    // A run that was killed leaves its namespaces: those whose name has the id of a process that is no more.
    private static void RemoveLeftovers()
    {
        foreach (string name in Programs.Ok("ip", ["netns", "list"]).Split('\n').Select(line => line.Split(' ')[0]))
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal)
                && int.TryParse(name[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && !Directory.Exists($"/proc/{pid}"))
            {
                RemoveLeftover(name);
            }
        }
    }

    private static void RemoveLeftover(string name)
    {
        try
        {
            Remove(name);
        }
        catch (InvalidOperationException)
        {
            // Another run, which began when we did, was quicker.
        }
    }

    // What runs in a namespace keeps it alive although it has lost its name.
    private static void Remove(string name)
    {
        string[] pids = Programs.Ok("ip", ["netns", "pids", name]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (pids.Length > 0)
        {
            using System.Diagnostics.Process kill = Programs.Start("kill", ["-KILL", .. pids]);
            Programs.Finish(kill); // one that has ended meanwhile is no failure
        }

        Programs.Ok("ip", ["netns", "delete", name]);
    }

    private static void Batch(string name, IEnumerable<string> commands) =>
        Programs.Ok("ip", ["-n", name, "-batch", "-"], string.Concat(commands.Select(command => command + "\n")));

    private static string HardwareAddress(int number) => $"02:00:00:00:00:{number:x2}";

    private void Make(int size)
    {
        foreach (string name in (string[])[_switch, .. Namespaces])
        {
            Programs.Ok("ip", ["netns", "add", name]);
            _made.Add(name);
        }

        // The bridges look at no multicast, and no interface makes itself an IPv6 address: hosts with nothing to say are silent.
        int[] numbers = [.. Enumerable.Range(1, size)];
        Batch(_switch, ((string[])[Together, Apart]).SelectMany(bridge => (string[])[
            $"link add {bridge} type bridge mcast_snooping 0",
            $"link set {bridge} addrgenmode none up",
        ]));
        Batch(_switch, numbers.SelectMany(number => (string[])[
            $"link add mx{number} type veth peer name eth0 address {HardwareAddress(number)} netns {Namespaces[number - 1]}",
            $"link set mx{number} addrgenmode none master {Together} up",
        ]));

        // Hosts know each other's hardware addresses for good. If they had to ask, they would learn after three seconds that a host set
        // aside is not there and refuse connections to it, as no router on the way to another site does.
        foreach (int number in numbers)
        {
            Batch(Namespaces[number - 1],
            [
                "link set lo up",
                "link set eth0 addrgenmode none up",
                $"address add {Address(number)}/24 dev eth0",
                .. numbers.Where(other => other != number).Select(other => $"neighbour add {Address(other)} lladdr {HardwareAddress(other)} nud permanent dev eth0"),
            ]);
        }
    }
}
