using System.Diagnostics;

using MailingList.Milter.Sockets;

namespace MailingList.Milter.Tests.Support;

/// <summary>A test with servers on real sockets, in a folder that is gone afterwards.</summary>
public abstract class ServerTest : IAsyncLifetime
{
    private readonly List<MilterServer> _servers = [];

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("milter-test-").FullName;

    private protected RecordingLog Log { get; } = new();

    private protected ManualTime Time { get; } = new();

    private protected string SocketPath => Path.Combine(Folder, "milter.sock");

    private protected MilterAddress UnixAddress => MilterAddress.Parse($"unix:{SocketPath}");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (MilterServer server in _servers)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private protected MilterServer Start(IMilter milter, Func<MilterServerOptions, MilterServerOptions>? with = null)
    {
        var options = new MilterServerOptions { Address = UnixAddress, Log = Log, Time = Time };
        var server = MilterServer.Start(milter, with is null ? options : with(options));
        _servers.Add(server);
        return server;
    }

    private protected static async Task UntilAsync(Func<bool> hasHappened, string what)
    {
        for (var time = Stopwatch.StartNew(); !hasHappened(); await Task.Yield())
        {
            Assert.True(time.Elapsed < MtaClient.Patience, $"waited in vain: {what}");
        }
    }
}
