using MailingList.Core.Addressing;
using MailingList.Core.Failures;

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
    private const string ExampleLookup = "MAILINGLIST_LOOKUP = inet:127.0.0.1:8892\n";
    private const string ExampleLocal = "domainlist local_domains = @\n";
    private const string ExampleLocalShared = "domainlist local_domains = @ : +mailinglist_domains\n";
    private const string Tcp = "inet:";

    private readonly string? _lookup;
    private readonly Examples _examples = new("exim", executable, configuration);

    /// <summary>Whether the lists live among the mailboxes of their domains.</summary>
    public bool IsShared { get; init; }

    /// <summary>Where the agent answers lookups (<c>inet:host:port</c>); null: Exim does not ask it.</summary>
    /// <exception cref="Failure">
    /// It is a Unix socket. When nobody listens there, Exim 4.96 closes it twice: the second time it is its log, or a file of its queue (measured).
    /// </exception>
    public string? Lookup
    {
        get => _lookup;
        init => _lookup = value is null || value.StartsWith(Tcp, StringComparison.Ordinal)
            ? value
            : throw Failure.Configuration($"Exim cannot ask the agent at {value}: it needs TCP, as in `lookup = \"inet:127.0.0.1:8892\"` in [agent]");
    }

    /// <summary>Whether Exim runs `check` in the place of an agent.</summary>
    public bool RunsCheck { get; init; }

    /// <summary>The parts by their names, in the order of Exim's configuration.</summary>
    public IReadOnlyList<(string Part, string Text)> Parts =>
    [
        ("main", Filled(["main.conf", .. Asking("main"), IsShared ? Lookup is null ? "shared-domain.main.conf" : "shared-agent.main.conf" : "own-domain.main.conf"])),
        .. Asking("acl").Select(file => ("acl", Filled([file]))),
        ("router", Filled([.. Lookup is null ? Array.Empty<string>() : ["agent.router.conf"], "router.conf"])),
        ("transport", Filled(["transport.conf"])),
        ("retry", Filled(["retry.conf"])),
    ];

    /// <summary>A whole configuration of one file, with the parts in it; for hosts with an agent.</summary>
    public string Whole()
    {
        // The example is for a domain of its own.
        var example = new EximWiring(executable, configuration, user, domains) { Lookup = Lookup };
        string whole = example.Parts.Zip(Parts).Aggregate(
            Filled(["exim4.conf"]), (text, part) => text.Replace(part.First.Text, part.Second.Text, StringComparison.Ordinal));
        return IsShared ? whole.Replace(ExampleLocal, ExampleLocalShared, StringComparison.Ordinal) : whole;
    }

    /// <summary>The addresses of lists for an nwildlsearch lookup: each list with all its roles.</summary>
    /// <exception cref="Failure">There is no list yet.</exception>
    public static string Map(IReadOnlyList<EmailAddress> lists) => string.Concat(ListPatterns.Of(lists).Select(pattern => pattern + "\n"));

    private string[] Asking(string part) => (Lookup, RunsCheck) switch
    {
        ({ }, _) => [$"agent.{part}.conf"],
        (null, true) => [$"check.{part}.conf"],
        _ => [],
    };

    private string Filled(IEnumerable<string> files) => string.Join('\n', files.Select(_examples.Read))
        // A domain has no colon in it, which would have to be doubled in a list of Exim's.
        .Replace(ExampleDomains, $"domainlist mailinglist_domains = {string.Join(" : ", domains)}", StringComparison.Ordinal)
        .Replace(ExampleTrusted, $"uucp : {user}\n", StringComparison.Ordinal)
        .Replace(ExampleUser, $"user = {user}\n", StringComparison.Ordinal)
        .Replace(ExampleLookup, $"MAILINGLIST_LOOKUP = {Lookup}\n", StringComparison.Ordinal);
}
