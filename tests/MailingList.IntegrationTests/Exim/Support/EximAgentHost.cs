using System.Diagnostics;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Exim.Support;

/// <summary>A host that stands alone, with a real Exim that asks the agent.</summary>
internal sealed class EximAgentHost : IDisposable
{
    /// <summary>The domain whose mails this host finds to be its own.</summary>
    internal const string Signed = "signed.example";

    // What Exim's own ${authresults …} says of a mail, as far as it concerns us.
    private const string Found =
        "MAILINGLIST_FOUND = Authentication-Results: mx1.example.net; dmarc=${if eq{$sender_address_domain}{" + Signed + "}{pass}{none}} header.from=$sender_address_domain\n";

    private Process? _agent;
    private Task<string>? _said;

    /// <summary>Makes it, with Exim running and the agent not yet.</summary>
    /// <param name="setup">Further arguments of `setup exim`.</param>
    /// <param name="more">Further files of Exim's configuration, from conf.d on.</param>
    internal EximAgentHost(string[]? setup = null, params (string File, string Text)[] more)
    {
        Sandbox = new Sandbox("sendmail:/usr/sbin/sendmail");
        File.AppendAllText(Sandbox.Configuration, $"\n[agent]\nlookup = \"inet:127.0.0.1:{Lookup}\"\n");
        Sandbox.Set("authserv-id", "mx1.example.net");
        Exim = new IntegrationTests.Support.Exim(Sandbox, MtaNeeds.None, ["--agent", .. setup ?? []], [("main/00_found", Found), .. more]);
    }

    internal Sandbox Sandbox { get; }

    internal IntegrationTests.Support.Exim Exim { get; }

    internal int Port => Exim.Port;

    /// <summary>Where the agent answers.</summary>
    internal int Lookup { get; } = Ports.Free();

    internal string Log => File.Exists(Sandbox.Log) ? File.ReadAllText(Sandbox.Log) : string.Empty;

    /// <summary>One of the examples.</summary>
    internal static string Example(string name) => File.ReadAllText(Path.Combine(Repository.Root, "exim-examples", name));

    /// <summary>A list with one subscriber.</summary>
    internal string NewList(string name, params string[] settings) => Sandbox.CreateList(name, [$"reader@{name}.example"], [.. settings, "author-check=none"]);

    /// <summary>Starts the agent where Exim is the machine's, and waits until it says that it runs.</summary>
    internal EximAgentHost StartAgent()
    {
        int before = Runs();
        string target = File.ReadAllText(Path.Combine(Exim.Folder, "ready")).Trim();
        _agent = Command.Start("/usr/bin/nsenter", ["--mount", "--target", target, "--", Repository.Executable, "agent"], Sandbox.Environment());
        _said = _agent.StandardError.ReadToEndAsync();
        Wait.Until(() => Runs() > before || _agent.HasExited, "the agent runs", () => Log);
        Assert.False(_agent.HasExited, _agent.HasExited ? _said.Result : string.Empty);
        return this;
    }

    /// <summary>Ends the agent without a word.</summary>
    internal void KillAgent()
    {
        _agent!.Kill();
        _agent.WaitForExit();
        _agent.Dispose();
        _agent = null;
    }

    /// <summary>Waits until a line of the agent's log has this text in it.</summary>
    internal void WaitForLog(string text) => Wait.Until(() => Log.Contains(text, StringComparison.Ordinal), text, () => $"{Log}\n{Exim.Log}");

    /// <summary>Waits until all is quiet; everything that went out by then, and the world is empty again.</summary>
    internal IReadOnlyList<Copy> Sent()
    {
        Exim.WaitUntilEmpty();
        IReadOnlyList<Copy> copies = Exim.Sink.Copies();
        Exim.Sink.Clear();
        return copies;
    }

    public void Dispose()
    {
        if (_agent is { HasExited: false })
        {
            KillAgent();
        }

        Exim.Dispose();
        Sandbox.Dispose();
    }

    private int Runs() => Log.Split('\n').Count(line => line.Contains(" runs, ", StringComparison.Ordinal));
}
