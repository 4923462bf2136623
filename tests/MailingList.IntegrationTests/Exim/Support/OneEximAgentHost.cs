using Xunit;

namespace MailingList.IntegrationTests.Exim.Support;

/// <summary>One host with agent and Exim for all tests that need no other; each of them has lists and people of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OneEximAgentHost : ICollectionFixture<OneEximAgentHost>, IDisposable
{
    /// <summary>The name of the collection of those tests.</summary>
    public const string Name = "one host with Exim and an agent";

    private readonly Lazy<EximAgentHost> _host = new(() => new EximAgentHost().StartAgent());

    internal EximAgentHost Host => _host.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_host.IsValueCreated)
        {
            _host.Value.Dispose();
        }
    }
}
