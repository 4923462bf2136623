using System.Diagnostics;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Sharing.Support;

/// <summary>A sandbox with a name and a <c>[consul]</c>; its agent can be started, stopped and killed.</summary>
internal sealed class SharingHost : Sandbox
{
    private static readonly string[] ConsulVariables =
    [
        "CONSUL_HTTP_ADDR", "CONSUL_HTTP_SSL", "CONSUL_HTTP_TOKEN", "CONSUL_HTTP_TOKEN_FILE", "CONSUL_CACERT", "CONSUL_CLIENT_CERT", "CONSUL_CLIENT_KEY", "NOTIFY_SOCKET",
    ];

    private readonly Dictionary<string, string?> _variables = ConsulVariables.ToDictionary(name => name, _ => (string?)null);
    private Process? _agent;
    private Task<string>? _said;

    /// <summary>Makes it.</summary>
    /// <param name="name">The first part of its name.</param>
    /// <param name="section">The lines of `[consul]`; null: there is none.</param>
    internal SharingHost(string name, string? section)
        : base(name: $"{name}.example.net")
    {
        Name = $"{name}.example.net";
        if (section is not null)
        {
            Append($"[consul]\n{section}");
        }
    }

    internal string Name { get; }

    internal string LogText => File.Exists(Log) ? File.ReadAllText(Log) : string.Empty;

    internal string[] LogLines => LogText.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The agent's process.</summary>
    internal Process Agent => _agent!;

    /// <summary>A host whose Consul is at that port.</summary>
    internal static SharingHost At(int port, string prefix, string name, string more = "") =>
        new(name, $"address = \"http://127.0.0.1:{port}\"\nprefix = \"{prefix}\"\n{more}");

    /// <summary>Sets a variable of the environment for all that runs from now on.</summary>
    internal void SetVariable(string name, string? value) => _variables[name] = value;

    /// <summary>Writes something to the configuration's end.</summary>
    internal void Append(string text) => File.AppendAllText(Configuration, $"\n{text}\n");

    internal SharingHost Join()
    {
        Ok("join", "--yes");
        return this;
    }

    /// <summary>All records as the hosts share them.</summary>
    internal string Canonical() => Ok("export", "--all", "--canonical").Output;

    /// <summary>The subscribers' addresses as this host knows them, without asking another.</summary>
    internal string[] Subscribers()
    {
        var addresses = new List<string>();
        using Microsoft.Data.Sqlite.SqliteConnection connection = OpenDatabase();
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT address FROM subscriber WHERE deleted = 0 ORDER BY address";
        using Microsoft.Data.Sqlite.SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            addresses.Add(reader.GetString(0));
        }

        return [.. addresses];
    }

    /// <summary>Starts the agent and waits until it says that it runs.</summary>
    internal void StartAgent()
    {
        int before = Runs();
        _agent = Start("agent");
        _said = _agent.StandardError.ReadToEndAsync();
        Wait.Until(() => Runs() > before || _agent.HasExited, "the agent runs", () => LogText);
        Assert.False(_agent.HasExited, _agent.HasExited ? _said.Result : string.Empty);
    }

    /// <summary>Stops the agent, by default as systemd does, and returns its exit code and what it said.</summary>
    internal Result StopAgent(string signal = "TERM")
    {
        SignalAgent(signal);
        if (!_agent!.WaitForExit(Wait.Long))
        {
            throw new TimeoutException($"the agent does not stop\n{LogText}");
        }

        var result = new Result(_agent.ExitCode, string.Empty, _said!.Result);
        _agent.Dispose();
        _agent = null;
        return result;
    }

    /// <summary>Ends the agent without a word.</summary>
    internal void KillAgent()
    {
        _agent!.Kill();
        _agent.WaitForExit();
        _agent.Dispose();
        _agent = null;
    }

    /// <summary>Lets the agent hang from here on, at a moment when it writes nothing: whoever hangs in the middle of a transaction holds up all writers.</summary>
    internal void HangAgent()
    {
        using Microsoft.Data.Sqlite.SqliteConnection connection = OpenDatabase();
        using Microsoft.Data.Sqlite.SqliteTransaction nobodyElse = connection.BeginTransaction();
        SignalAgent("STOP");
        Wait.Until(() => File.ReadAllText($"/proc/{_agent!.Id}/stat").Contains(") T ", StringComparison.Ordinal), "the agent hangs");
    }

    /// <summary>Sends the agent a signal.</summary>
    internal void SignalAgent(string signal) => Assert.Equal(0, Command.Run("/bin/sh", ["-c", $"kill -{signal} {_agent!.Id}"]).ExitCode);

    /// <inheritdoc/>
    internal override Dictionary<string, string?> Environment()
    {
        Dictionary<string, string?> environment = base.Environment();
        foreach ((string name, string? value) in _variables)
        {
            environment[name] = value;
        }

        return environment;
    }

    public override void Dispose()
    {
        if (_agent is { HasExited: false })
        {
            _agent.Kill();
            _agent.WaitForExit();
        }

        _agent?.Dispose();
        base.Dispose();
    }

    private int Runs() => LogLines.Count(line => line.Contains($"of {Name} runs", StringComparison.Ordinal));
}
