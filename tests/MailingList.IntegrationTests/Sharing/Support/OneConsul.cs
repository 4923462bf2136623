using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Sharing.Support;

/// <summary>A Consul server for all tests of sharing that do it no harm; each works under a prefix of its own.</summary>
public sealed class OneConsul : IAsyncLifetime
{
    private ConsulServer? _server;

    internal ConsulServer Server => _server!;

    /// <summary>A prefix that nobody else uses.</summary>
    internal static string NewPrefix() => $"test/{Guid.NewGuid():N}";

    public async Task InitializeAsync() => _server = ConsulBinary.Path is null ? null : await ConsulServer.StartAsync();

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(Name)]
public sealed class OneConsulTests : ICollectionFixture<OneConsul>
{
    internal const string Name = "one Consul";
}
