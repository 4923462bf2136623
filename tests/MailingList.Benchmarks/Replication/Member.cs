using System.Diagnostics;
using System.Globalization;

using MailingList.Benchmarks.Support;
using MailingList.Core.Addressing;
using MailingList.TestSupport.Cluster;

using Microsoft.Data.Sqlite;

namespace MailingList.Benchmarks.Replication;

/// <summary>A host of lists that is a member of a cluster; each cluster has a folder of its own in Consul.</summary>
internal sealed class Member : IDisposable
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(10);

    private Process? _agent;

    /// <summary>Makes it; it has not joined yet.</summary>
    /// <param name="on">The host that it is on.</param>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="executable">The program.</param>
    /// <param name="port">Where Consul answers.</param>
    internal Member(ClusterHost on, string cluster, string executable, int port = InNamespace.ConsulPort)
    {
        Host = new Host(Path.Combine(on.Folder, cluster), executable, on.Name, on.Way);
        File.AppendAllText(Host.Configuration, string.Create(CultureInfo.InvariantCulture, $"\n[consul]\naddress = \"http://127.0.0.1:{port}\"\nprefix = \"{cluster}\"\n"));
        On = on;
    }

    internal Host Host { get; }

    internal ClusterHost On { get; }

    /// <summary>The agent's process.</summary>
    internal int Agent => _agent?.Id ?? throw new InvalidOperationException($"no agent runs on {On.Name}");

    internal void StartAgent()
    {
        _agent = On.Start(Host.Executable, ["agent", "--config", Host.Configuration]);
        _agent.BeginOutputReadLine();
        _agent.BeginErrorReadLine();
    }

    /// <summary>A connection to its database that only reads; once there is one, polling costs some microseconds.</summary>
    internal SqliteConnection OpenDatabase()
    {
        var connection = new SqliteConnection($"Data Source={Host.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>A query for one number about a list's subscribers; its parameter is $list.</summary>
    internal static SqliteCommand Ask(SqliteConnection connection, string what, string list, string? subscriber = null)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT {what} FROM subscriber WHERE list = (SELECT id FROM list_name WHERE key = $list) AND deleted = 0";
        command.Parameters.AddWithValue("$list", EmailAddress.Parse(list).Key);
        if (subscriber is not null)
        {
            command.CommandText += " AND key = $key";
            command.Parameters.AddWithValue("$key", EmailAddress.Parse(subscriber).Key);
        }

        command.Prepare();
        return command;
    }

    public void Dispose()
    {
        if (_agent is { HasExited: false })
        {
            Command.Run("kill", "-TERM", _agent.Id.ToString(CultureInfo.InvariantCulture));
            if (!_agent.WaitForExit(LongestGoodbye))
            {
                _agent.Kill();
            }
        }

        _agent?.Dispose();
        _agent = null;
        Directory.Delete(Host.Folder, recursive: true);
    }
}
