using System.Diagnostics;
using System.Text;

using MailingList.TestSupport.Cluster;

using Microsoft.Data.Sqlite;

using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>
/// A host in a temporary folder: a configuration that `mailinglist init` wrote, a data folder, and a folder for reinjection. As root the
/// executable becomes `nobody`, so that what it may and may not do is what it is in production.
/// </summary>
internal class Sandbox : IDisposable
{
    internal const string Domain = "lists.example.org";
    internal const string User = "nobody";

    private readonly bool _keep;
    private readonly ClusterHost? _host;

    /// <summary>Makes it.</summary>
    /// <param name="reinject">The configuration's `reinject`; by default a folder.</param>
    /// <param name="folder">Where it lies; by default in a folder of its own.</param>
    /// <param name="keep">Whether the folder is somebody else's to delete.</param>
    /// <param name="host">The host of a cluster that it is on; by default this machine.</param>
    /// <param name="name">The host's name in the configuration.</param>
    internal Sandbox(string? reinject = null, string? folder = null, bool keep = false, ClusterHost? host = null, string? name = null)
    {
        _keep = keep;
        _host = host;
        Folder = folder ?? Directory.CreateTempSubdirectory("mailinglist-test-").FullName;
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        Directory.CreateDirectory(Out);
        OpenToAll(Out);
        Result init = Run("init", "--domain", Domain, "--data", Data, "--user", User, "--host", name ?? host?.Name ?? "mx1.example.net", "--reinject", reinject ?? $"dir:{Out}");
        Assert.True(init.ExitCode == 0, init.Error);
        Set("log", Log);
    }

    internal string Folder { get; }

    internal string Configuration => Path.Combine(Folder, "mailinglist.toml");

    internal string Data => Path.Combine(Folder, "data");

    internal string Out => Path.Combine(Folder, "out");

    internal string Log => Path.Combine(Folder, "data", "mailinglist.log");

    /// <summary>A mode for folders into which every user may write.</summary>
    internal static void OpenToAll(string path) => File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);

    /// <summary>Sets a key of the configuration. It comes first: further down, sections follow.</summary>
    internal void Set(string key, string value)
    {
        IEnumerable<string> others = File.ReadLines(Configuration).Where(line => !line.StartsWith($"{key} =", StringComparison.Ordinal));
        string text = long.TryParse(value, out _) ? value : $"\"{value}\"";
        File.WriteAllLines(Configuration, [$"{key} = {text}", .. others]);
    }

    /// <summary>Runs a verb.</summary>
    internal Result Run(params string[] arguments) => Execute(arguments, []);

    /// <summary>Runs a verb that must succeed.</summary>
    internal Result Ok(params string[] arguments)
    {
        Result result = Run(arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.ExitCode} {result.Output} {result.Error}");
        return result;
    }

    /// <summary>Runs a verb with something on standard input.</summary>
    internal Result RunWith(string input, params string[] arguments) =>
        Execute(arguments, Encoding.UTF8.GetBytes(input));

    /// <summary>Creates a list that everybody may post to, with those subscribers. Its posts have one return path for all, unless the settings say otherwise.</summary>
    internal string CreateList(string name, IEnumerable<string> subscribers, params string[] settings)
    {
        string list = $"{name}@{Domain}";
        Ok(["create", list, "--owner", "owner@example.net", "--set", "posting=open", "--set", "verp=never", .. settings.SelectMany(setting => (string[])["--set", setting])]);
        Result import = RunWith(string.Concat(subscribers.Select(subscriber => subscriber + "\n")), "import", list, "-");
        Assert.True(import.ExitCode == 0, import.Error);
        return list;
    }

    /// <summary>Delivers a message as an MTA's pipe would.</summary>
    internal Result Deliver(string recipient, byte[] message, string sender = "author@example.net") =>
        Execute(["deliver", "--sender", sender, "--recipient", recipient], message);

    /// <summary>Starts a delivery and leaves it running.</summary>
    internal Process StartDelivery(string recipient, string sender = "author@example.net") =>
        Start("deliver", "--sender", sender, "--recipient", recipient);

    /// <summary>Starts a verb and leaves it running.</summary>
    internal Process Start(params string[] arguments) => _host is null
        ? Command.Start(Repository.Executable, arguments, Environment())
        : _host.Start(Repository.Executable, arguments, Environment());

    /// <summary>What lies in the reinjection folder.</summary>
    internal IReadOnlyList<Copy> Copies() => [.. Directory.EnumerateFiles(Out, "*.envelope").Order().Select(Copy.Read)];

    /// <summary>A connection to the database beside the executable's own.</summary>
    internal SqliteConnection OpenDatabase()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "lists.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>The answer of a query to the database.</summary>
    internal long Query(string sql)
    {
        using SqliteConnection connection = OpenDatabase();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    internal virtual Dictionary<string, string?> Environment() => new()
    {
        ["MAILINGLIST_CONFIG"] = Configuration,
        ["SENDER"] = null,
        ["RECIPIENT"] = null,
    };

    public virtual void Dispose()
    {
        if (!_keep)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private Result Execute(string[] arguments, byte[] input)
    {
        using Process process = Start(arguments);
        return Command.Finish(process, input);
    }
}
