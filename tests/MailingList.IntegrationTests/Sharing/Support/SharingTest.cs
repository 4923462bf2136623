using System.Diagnostics;

using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Sharing.Support;

/// <summary>What a test of several hosts works with: hosts with one prefix, and a network before Consul that can be made a bad one.</summary>
[Collection(OneConsulTests.Name)]
public abstract class SharingTest : IDisposable
{
    private readonly List<IDisposable> _made = [];
    private readonly ConsulServer _server;

    private protected SharingTest(OneConsul consul)
    {
        _server = consul.Server;
        Store = Made(new ConsulStore(consul.Server, Prefix));
    }

    private protected string Prefix { get; } = OneConsul.NewPrefix();

    private protected string Section => $"address = \"{Address}\"\nprefix = \"{Prefix}\"\n";

    private protected string Address => _server.Address.OriginalString;

    private protected ConsulStore Store { get; }

    public void Dispose()
    {
        for (int i = _made.Count - 1; i >= 0; i--)
        {
            _made[i].Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private protected T Made<T>(T disposable)
        where T : IDisposable
    {
        _made.Add(disposable);
        return disposable;
    }

    /// <summary>A host that is not a member yet.</summary>
    private protected SharingHost Host(string name) => Made(SharingHost.At(_server.Address.Port, Prefix, name));

    /// <summary>A host that stands alone.</summary>
    private protected SharingHost Alone(string name) => Made(new SharingHost(name, null));

    /// <summary>A host that reaches Consul by way of a network of its own.</summary>
    private protected (SharingHost Host, TcpProxy Network) Far(string name, string more = "")
    {
        TcpProxy network = Made(new TcpProxy(_server.Address.Port));
        return (Made(SharingHost.At(network.Port, Prefix, name, more)), network);
    }

    /// <summary>Exchanges until nothing is left, and asserts that the hosts agree.</summary>
    private protected static string Agreed(params SharingHost[] hosts)
    {
        foreach (SharingHost host in (SharingHost[])[.. hosts, .. hosts])
        {
            host.Ok("sync");
        }

        string[] exports = [.. hosts.Select(host => host.Canonical())];
        Assert.True(exports.Distinct().Count() == 1, string.Join('\n', exports));
        return exports[0];
    }

    private protected static (Result Result, TimeSpan Time) Timed(Func<Result> run)
    {
        long started = Stopwatch.GetTimestamp();
        Result result = run();
        return (result, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>A failure that people are told of: exit code, and words of standard error.</summary>
    private protected static void Fails(Result result, int exitCode, params string[] words)
    {
        Assert.True(result.ExitCode == exitCode, $"{result.ExitCode}: {result.Output}{result.Error}");
        Assert.StartsWith("mailinglist: ", result.Error.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, result.Error, StringComparison.Ordinal));
    }
}
