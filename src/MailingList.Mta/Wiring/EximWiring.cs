namespace MailingList.Mta.Wiring;

/// <summary>What Exim has to be told, for this host: the files in <c>exim-examples/</c> with this host's names in them.</summary>
/// <param name="executable">The absolute path of this program.</param>
/// <param name="configuration">The absolute path of its configuration.</param>
/// <param name="user">As whom it runs.</param>
/// <param name="domains">The domains of the lists.</param>
public sealed class EximWiring(string executable, string configuration, string user, IReadOnlyList<string> domains)
{
    private const string ExampleDomains = $"domainlist mailinglist_domains = {Examples.Domain}";
    private const string ExampleTrusted = $"uucp : {Examples.User}\n";
    private const string ExampleUser = $"user = {Examples.User}\n";

    private readonly Examples _examples = new("exim", executable, configuration);

    /// <summary>What belongs to the main options.</summary>
    public string Main() => Filled("main.conf");

    /// <summary>What belongs to the routers.</summary>
    public string Router() => Filled("router.conf");

    /// <summary>What belongs to the transports.</summary>
    public string Transport() => Filled("transport.conf");

    /// <summary>What belongs to the retry rules.</summary>
    public string Retry() => Filled("retry.conf");

    // A domain has no colon in it, which would have to be doubled in a list of Exim's.
    private string Filled(string name) => _examples.Read(name)
        .Replace(ExampleDomains, $"domainlist mailinglist_domains = {string.Join(" : ", domains)}", StringComparison.Ordinal)
        .Replace(ExampleTrusted, $"uucp : {user}\n", StringComparison.Ordinal)
        .Replace(ExampleUser, $"user = {user}\n", StringComparison.Ordinal);
}
