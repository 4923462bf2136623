using Xunit;

namespace MailingList.IntegrationTests.Replication.Support;

/// <summary>One cluster for all tests that leave it as they found it; it is made when the first of them asks for it.</summary>
[CollectionDefinition(Name)]
public sealed class OneCluster : ICollectionFixture<OneCluster>, IDisposable
{
    /// <summary>The name of the collection of those tests.</summary>
    public const string Name = "one cluster";

    private readonly Lazy<ThreeHosts> _hosts = new(() => new ThreeHosts());

    /// <summary>The hosts, all of which run: a test that failed in the middle is not to make others fail.</summary>
    internal ThreeHosts Hosts
    {
        get
        {
            _hosts.Value.Recover();
            return _hosts.Value;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_hosts.IsValueCreated)
        {
            _hosts.Value.Dispose();
        }
    }
}
