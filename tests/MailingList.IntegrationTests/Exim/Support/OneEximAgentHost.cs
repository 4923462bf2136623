using Xunit;

namespace MailingList.IntegrationTests.Exim.Support;

/// <summary>One host with agent and Exim for all tests that need no other; each of them has lists and people of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OneEximAgentHost : ICollectionFixture<OneEximAgentHost>, IDisposable
{
    /// <summary>The name of the collection of those tests.</summary>
    public const string Name = "one host with Exim and an agent";

    /// <summary>An address that leads to <see cref="Behind"/>.</summary>
    internal const string Alias = "alias@mx1.example.net";

    /// <summary>The list behind it.</summary>
    internal const string Behind = "behind@lists.example.org";

    /// <summary>A field that this host's own ACL for messages refuses.</summary>
    internal const string Unwanted = "X-Unwanted: yes\n";

    private readonly Lazy<EximAgentHost> _host = new(() => new EximAgentHost(
        null,
        ("router/105_test", $"test_alias:\n  driver = redirect\n  condition = ${{if eqi{{$local_part@$domain}}{{{Alias}}}}}\n  data = {Behind}\n"),
        ("main/00_data", "CHECK_DATA_LOCAL_ACL_FILE = /etc/exim4/conf.d/data_test\n"),
        ("data_test", "  deny\n    condition = ${if def:h_X-Unwanted:}\n    message = unwanted here\n")).StartAgent());

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
