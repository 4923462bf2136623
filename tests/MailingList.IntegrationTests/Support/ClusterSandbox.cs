using System.Diagnostics;
using System.Text;

using MailingList.TestSupport.Cluster;

using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>A sandbox on a host of a cluster: its verbs run there, its name is the host's, and its agent can be started and killed.</summary>
internal sealed class ClusterSandbox : Sandbox
{
    private readonly StringBuilder _said = new();
    private Process? _agent;

    internal ClusterSandbox(ClusterHost host, string? reinject = null)
        : base(reinject, Directory.CreateDirectory(Path.Combine(host.Folder, "mailinglist")).FullName, keep: true, host) => Host = host;

    internal ClusterHost Host { get; }

    /// <summary>Whether the agent that was started here runs.</summary>
    internal bool HasAgent => _agent is { HasExited: false };

    /// <summary>What the agents said on standard output and standard error, for a message about a test that failed.</summary>
    internal string AgentSaid
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Tells the configuration of the host's own Consul server, and more lines of that section.</summary>
    internal void AppendConsulSection(params string[] more) =>
        File.AppendAllLines(Configuration, [string.Empty, "[consul]", "address = \"http://127.0.0.1:8500\"", .. more]);

    /// <summary>Starts the agent, and does not wait for anything it does.</summary>
    internal Process StartAgent()
    {
        Assert.True(_agent is null or { HasExited: true }, "the agent runs already");
        _agent = Start("agent");
        _agent.OutputDataReceived += Note;
        _agent.ErrorDataReceived += Note;
        _agent.BeginOutputReadLine();
        _agent.BeginErrorReadLine();
        return _agent;
    }

    /// <summary>Kills the agent as a power failure would.</summary>
    internal void KillAgent()
    {
        _agent?.Kill();
        _agent?.WaitForExit();
        _agent?.Dispose();
        _agent = null;
    }

    public override void Dispose()
    {
        KillAgent();
        base.Dispose();
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
        }
    }
}
