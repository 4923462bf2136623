using System.Diagnostics;
using System.Globalization;

namespace MailingList.TestSupport.Cluster;

/// <summary>A host of a cluster: a network namespace, a folder, and a Consul server that answers on 127.0.0.1:8500 in that namespace.</summary>
public sealed class ClusterHost : IDisposable
{
    private readonly string _configuration;
    private readonly string _log;
    private ConsulProcess? _consul;

    internal ClusterHost(int number, int size, string networkNamespace, string folder)
    {
        Number = number;
        Folder = folder;
        Network = $"/run/netns/{networkNamespace}";
        _configuration = Path.Combine(folder, "consul.json");
        _log = Path.Combine(folder, "consul.log");
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        File.WriteAllText(_configuration, ConsulConfiguration.Of(number, size, ConsulData));
    }

    /// <summary>Its name: mx1.example.net is the first.</summary>
    public string Name => $"{NodeName}.example.net";

    /// <summary>Its number; the first is 1.</summary>
    public int Number { get; }

    /// <summary>Its address, which the cluster's hosts reach it at.</summary>
    public string Address => ClusterNetwork.Address(Number);

    /// <summary>A folder of its own that everybody may read.</summary>
    public string Folder { get; }

    /// <summary>Whether its Consul server runs.</summary>
    public bool IsConsulRunning => _consul is { IsRunning: true };

    /// <summary>The end of what its Consul server said, for a message about something that failed.</summary>
    public string ConsulLog => File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(40)) : string.Empty;

    /// <summary>Its network, as a file of the kernel (setns(2)).</summary>
    public string Network { get; }

    /// <summary>What stands before a command that shall run on this host; the process becomes the command itself.</summary>
    /// <remarks>nsenter(1) executes it in its own place. ip-netns(8) would too, but in a mount namespace of its own, where our later mounts are missing.</remarks>
    public IReadOnlyList<string> Way => ["nsenter", $"--net={Network}", "--"];

    internal string NodeName => $"mx{Number}";

    private string ConsulData => Path.Combine(Folder, "consul");

    /// <summary>Starts a program on this host, its standard input, output and error redirected; the process is the program itself.</summary>
    public Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        Programs.Start(Way[0], [.. Way.Skip(1), program, .. arguments], environment);

    /// <summary>Runs a program on this host to its end.</summary>
    /// <exception cref="TimeoutException">It did not end within the limit (a minute), and was killed.</exception>
    public (int ExitCode, string Output, string Error) Run(
        string program,
        IEnumerable<string> arguments,
        byte[]? input = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        TimeSpan? limit = null)
    {
        using Process process = Start(program, arguments, environment);
        return Programs.Finish(process, input, limit);
    }

    /// <summary>Runs a command of Consul's own on this host.</summary>
    public (int ExitCode, string Output, string Error) Consul(params string[] arguments) => Run(ConsulProgram.Path!, arguments);

    /// <summary>Starts the Consul server on the data it has, and does not wait for it.</summary>
    public void StartConsul()
    {
        _consul?.Dispose();
        _consul = new ConsulProcess(Way, _configuration, _log);
    }

    /// <summary>Kills the Consul server as a power failure would.</summary>
    public void KillConsul() => _consul?.Signal("KILL");

    /// <summary>Stops the Consul server in an orderly way; it remains a member of the cluster.</summary>
    public void StopConsul() => _consul?.Signal("TERM");

    /// <summary>Kills the Consul server and deletes all it had.</summary>
    public void WipeConsul()
    {
        KillConsul();
        Directory.Delete(ConsulData, recursive: true);
    }

    /// <summary>Saves what the cluster holds into a file. Needs a leader.</summary>
    public void SaveSnapshot(string path) => ConsulOk("snapshot", "save", path);

    /// <summary>Makes the cluster hold what it did when that file was saved.</summary>
    public void RestoreSnapshot(string path) => ConsulOk("snapshot", "restore", path);

    /// <summary>Deletes all keys that start with this, or all.</summary>
    public void WipeKv(string prefix = "") => ConsulOk("kv", "delete", "-recurse", prefix);

    /// <summary>What has passed its network interfaces in both directions, in bytes; so what goes over the loopback counts twice.</summary>
    public long BytesOnTheWire() => Traffic().Values.Sum();

    /// <summary>What has passed one of its network interfaces (`lo`, or `eth0` for the other hosts) in both directions, in bytes.</summary>
    public long BytesOnTheWire(string device) => Traffic()[device];

    /// <summary>Ends the Consul server; what else was started here ends with the cluster.</summary>
    public void Dispose()
    {
        _consul?.Dispose();
        _consul = null;
    }

    // Who the leader is: in this server's own opinion, which is there at once; and as the leader itself says, if this server reaches it.
    internal string? LeaderSeen() => Leader("-stale=true");

    internal string? LeaderReached() => Leader("-stale=false");

    private string? Leader(string stale)
    {
        try
        {
            (int exitCode, string output, _) = Run(ConsulProgram.Path!, ["operator", "raft", "list-peers", stale], limit: TimeSpan.FromSeconds(2));
            string? line = exitCode != 0 ? null : output.Split('\n').FirstOrDefault(line => line.Contains(" leader ", StringComparison.Ordinal));
            return line?.Split(' ')[0];
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private void ConsulOk(params string[] arguments)
    {
        (int exitCode, string output, string error) = Consul(arguments);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"consul {string.Join(' ', arguments)} on {Name}: {exitCode} {output}{error}");
        }
    }

    // "  eth0: 1234 5 …": bytes received are the first number behind the name, bytes sent the ninth.
    private Dictionary<string, long> Traffic() => Run("cat", ["/proc/net/dev"]).Output.Split('\n')
        .Skip(2)
        .Select(line => line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 9)
        .ToDictionary(words => words[0], words => long.Parse(words[1], CultureInfo.InvariantCulture) + long.Parse(words[9], CultureInfo.InvariantCulture));
}
