using System.Diagnostics;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Milter.Support;

/// <summary>A host that stands alone, with an agent that serves a real Postfix; both see the same /var/spool/postfix.</summary>
internal sealed class MtaHost : IDisposable
{
    /// <summary>The sockets where an admin would have them.</summary>
    internal const string UnixSockets =
        $"milter = \"unix:{Sockets}/milter.sock\"\nlookup = \"unix:{Sockets}/lookup.sock\"\nsocket-mode = \"0666\"\n";

    private const string Sockets = "/var/spool/postfix/mailinglist";

    private Process? _agent;
    private Task<string>? _said;

    /// <summary>Makes it, with Postfix running and the agent not yet.</summary>
    /// <param name="setup">Arguments of `setup postfix`.</param>
    /// <param name="agent">The lines of `[agent]`.</param>
    /// <param name="mainFirst">Parameters in front of the wiring's.</param>
    /// <param name="masterLast">Services behind the wiring's.</param>
    internal MtaHost(string[] setup, string agent = UnixSockets, string mainFirst = "", string masterLast = "")
    {
        Sandbox = new Sandbox("sendmail:/usr/sbin/sendmail");
        File.AppendAllText(Sandbox.Configuration, $"\n[agent]\n{agent}");
        Postfix = new Postfix(Sandbox, mainFirst, setup, masterLast);
        string sockets = Path.Combine(Postfix.Folder, "spool", Path.GetFileName(Sockets));
        Directory.CreateDirectory(sockets);
        Sandbox.OpenToAll(sockets);
    }

    internal Sandbox Sandbox { get; }

    internal Postfix Postfix { get; }

    internal string Log => File.Exists(Sandbox.Log) ? File.ReadAllText(Sandbox.Log) : string.Empty;

    /// <summary>What happened, for a message about a test that failed.</summary>
    internal string Details => $"{Log}\n{Postfix.Log}";

    /// <summary>The agent's socket, as a file outside of Postfix's mount namespace.</summary>
    internal string SocketFile(string name) => Path.Combine(Postfix.Folder, "spool", Path.GetFileName(Sockets), name);

    /// <summary>Starts the agent where it sees what Postfix sees, and waits until it says that it runs.</summary>
    internal MtaHost StartAgent()
    {
        int before = Runs();
        _agent = Command.Start("/usr/bin/nsenter", Inside("agent"), Sandbox.Environment());
        _said = _agent.StandardError.ReadToEndAsync();
        Wait.Until(() => Runs() > before || _agent.HasExited, "the agent runs", () => Log);
        Assert.False(_agent.HasExited, _agent.HasExited ? _said.Result : string.Empty);
        return this;
    }

    /// <summary>Delivers a message as Postfix's pipe does.</summary>
    internal Result Deliver(string recipient, string sender, byte[] message) =>
        Command.Run("/usr/bin/nsenter", Inside("deliver", "--sender", sender, "--recipient", recipient), message, Sandbox.Environment());

    /// <summary>Ends the agent without a word.</summary>
    internal void KillAgent()
    {
        _agent!.Kill();
        _agent.WaitForExit();
        _agent.Dispose();
        _agent = null;
    }

    /// <summary>Ends the agent as systemd does.</summary>
    internal void StopAgent()
    {
        TellAgentToStop();
        WaitForAgentToEnd();
    }

    /// <summary>Tells the agent to end, as systemd does, and does not wait for it.</summary>
    internal void TellAgentToStop() => Assert.Equal(0, Command.Run("/bin/sh", ["-c", $"kill -TERM {_agent!.Id}"]).ExitCode);

    /// <summary>Waits until the agent has ended, as it should.</summary>
    internal void WaitForAgentToEnd()
    {
        Assert.True(_agent!.WaitForExit(Wait.Long), Log);
        Assert.Equal((0, string.Empty), (_agent.ExitCode, _said!.Result));
        _agent.Dispose();
        _agent = null;
    }

    /// <summary>Waits until a line of the agent's log has this text in it.</summary>
    internal void WaitForLog(string text) => Wait.Until(() => Log.Contains(text, StringComparison.Ordinal), text, () => Details);

    /// <summary>Waits until all is quiet; everything that went out by then, and the world is empty again.</summary>
    internal IReadOnlyList<Copy> Sent()
    {
        Postfix.WaitUntilEmpty();
        IReadOnlyList<Copy> copies = Postfix.Sink.Copies();
        Postfix.Sink.Clear();
        return copies;
    }

    public void Dispose()
    {
        if (_agent is { HasExited: false })
        {
            KillAgent();
        }

        Postfix.Dispose();
        Sandbox.Dispose();
    }

    private string[] Inside(params string[] arguments) =>
        ["--mount", "--target", File.ReadAllText(Path.Combine(Postfix.Folder, "ready")).Trim(), "--", Repository.Executable, .. arguments];

    private int Runs() => Log.Split('\n').Count(line => line.Contains(" runs, ", StringComparison.Ordinal));
}
