using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Mta.Lookups;

namespace MailingList.Mta.Wiring;

/// <summary>What Postfix has to be told, for this host: the files in <c>postfix-examples/</c> with this host's names in them.</summary>
/// <param name="executable">The absolute path of this program.</param>
/// <param name="configuration">The absolute path of its configuration.</param>
/// <param name="user">As whom it runs.</param>
/// <param name="domains">The domains of the lists.</param>
public sealed class PostfixWiring(string executable, string configuration, string user, IReadOnlyList<string> domains)
{
    // What the examples say in the place of a host's own.
    private const string ExampleUser = $"user={Examples.User} ";
    private const string ExampleMilter = "unix:mailinglist/milter.sock";
    private const string ExampleLookup = "unix:mailinglist/lookup.sock";
    private const string ExampleMap = "regexp:/etc/postfix/mailinglist.regexp";
    private const string Transport = "mailinglist:";

    // Debian's and everybody's queue_directory. Postfix works there, in a chroot or not: a path without it is right in both.
    private const string QueueDirectory = "unix:/var/spool/postfix/";

    private readonly Examples _examples = new("postfix", executable, configuration);

    /// <summary>What goes into main.cf.</summary>
    /// <param name="shared">Whether the lists live among the mailboxes of their domains.</param>
    /// <param name="milter">Where the agent is a milter (<c>unix:/path</c> or <c>inet:host:port</c>); null: Postfix is not told of it.</param>
    /// <param name="lookup">Where the agent answers lookups, in the same words; null: Postfix does not ask it.</param>
    public string Main(bool shared, string? milter = null, string? lookup = null)
    {
        string main = Filled(shared ? "shared-domain.main.cf" : "own-domain.main.cf");
        if (lookup is not null)
        {
            main = shared
                ? main.Replace(ExampleMap, $"socketmap:{Seen(lookup)}:{ILookup.Lists}", StringComparison.Ordinal)
                : main + "\n" + Filled("socketmap.main.cf").Replace(ExampleLookup, Seen(lookup), StringComparison.Ordinal);
        }

        return milter is null ? main : main + "\n" + Filled("milter.main.cf").Replace(ExampleMilter, Seen(milter), StringComparison.Ordinal);
    }

    /// <summary>What goes into master.cf.</summary>
    public string Master() => Filled("master.cf");

    /// <summary>The addresses of lists as a regexp_table(5): each list with all its roles, in any case, as Postfix compares.</summary>
    /// <exception cref="Failure">There is no list yet.</exception>
    public static string Map(IReadOnlyList<EmailAddress> lists) =>
        string.Concat(ListPatterns.Of(lists).Select(pattern => $"/{pattern}/  {Transport}\n"));

    // A socket as Postfix sees it.
    private static string Seen(string address) =>
        address.StartsWith(QueueDirectory, StringComparison.Ordinal) ? $"unix:{address[QueueDirectory.Length..]}" : address;

    private string Filled(string name)
    {
        string transports = string.Join(", ", domains.Select(domain => $"{domain}={Transport}"));
        return _examples.Read(name)
            .Replace($"inline:{{ {Examples.Domain}={Transport} }}", $"inline:{{ {transports} }}", StringComparison.Ordinal)
            .Replace($"relay_domains = {Examples.Domain}", $"relay_domains = {string.Join(", ", domains)}", StringComparison.Ordinal)
            .Replace(ExampleUser, $"user={user} ", StringComparison.Ordinal);
    }
}
