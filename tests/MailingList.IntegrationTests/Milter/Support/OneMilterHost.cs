using Xunit;

namespace MailingList.IntegrationTests.Milter.Support;

/// <summary>One host with agent and Postfix for all tests that need no other; each of them has lists and people of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OneMilterHost : ICollectionFixture<OneMilterHost>, IDisposable
{
    /// <summary>The name of the collection of those tests.</summary>
    public const string Name = "one host with a milter";

    private readonly Lazy<DmarcMilter> _dmarc = new(() => new DmarcMilter());
    private readonly Lazy<MtaHost> _host;

    /// <summary>Nothing is started before a test needs it.</summary>
    public OneMilterHost() => _host = new Lazy<MtaHost>(() =>
    {
        var host = new MtaHost(["--milter"]);
        host.Sandbox.Set("authserv-id", "mx1.example.net");
        // As the example says: those that find out who the author is come first.
        string main = Path.Combine(host.Postfix.Folder, "etc", "main.cf");
        File.WriteAllText(main, File.ReadAllText(main).Replace("smtpd_milters = ", $"smtpd_milters = {_dmarc.Value.Address}, ", StringComparison.Ordinal));
        Assert.Equal(0, host.Postfix.Run("/usr/sbin/postfix", "reload").ExitCode);
        return host.StartAgent();
    });

    /// <summary>The host.</summary>
    internal MtaHost Host => _host.Value;

    /// <summary>Where Postfix listens.</summary>
    internal int Port => Host.Postfix.Port;

    /// <summary>A list with one subscriber.</summary>
    internal string NewList(string name, params string[] settings) => Host.Sandbox.CreateList(name, [$"reader@{name}.example"], [.. settings, "author-check=none"]);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_host.IsValueCreated)
        {
            _host.Value.Dispose();
            _dmarc.Value.Dispose();
        }
    }
}
