using MailingList.Replication.Consul;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul.Support;

/// <summary>One plain server for all tests that do it no harm.</summary>
public sealed class SharedConsul : IAsyncLifetime
{
    private ConsulServer? _server;

    internal ConsulServer Server => _server ?? throw new InvalidOperationException("no Consul");

    /// <summary>A client in a folder of its own.</summary>
    internal ConsulClient Client() => new(Some.Options(Server.Address));

    public async Task InitializeAsync()
    {
        if (ConsulBinary.Path is not null)
        {
            // Sessions of a second: nobody waits for Consul's shortest, which is ten.
            _server = await ConsulServer.StartAsync(new ConsulServerOptions { UnixSocket = true, Extra = "\"session_ttl_min\": \"1s\"" });
        }
    }

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }
}
