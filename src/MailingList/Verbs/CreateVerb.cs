using CommandLine;

using MailingList.Configuration;
using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Verbs;

[Verb("create", HelpText = "Create a list.")]
[Teach(
    """
    Examples:
      mailinglist create dev@lists.example.org --owner ann@example.org
      mailinglist create news@lists.example.org --owner ann@example.org --set posting=announce --set description="What is new"

    The list's identifier (List-Id, RFC 2919) is made from its address and never changes afterwards: readers file their
    mail by it. --list-id keeps the one of a list that moves here from another program.

    Where the configuration has an authserv-id, the list gets author-check=require: --set author-check=none leaves it out.
    """)]
internal sealed class CreateVerb : Verb
{
    [Value(0, MetaName = "LIST", Required = true, HelpText = "The list's address.")]
    public string List { get; set; } = string.Empty;

    [Option("owner", MetaValue = "ADDRESS", HelpText = "Who answers for the list; may be repeated. At least one.")]
    public IEnumerable<string> Owners { get; set; } = [];

    [Option("list-id", MetaValue = "ID", HelpText = "The identifier in List-Id, without brackets; default: the address with the @ as a dot.")]
    public string? ListId { get; set; }

    [Option("set", MetaValue = "KEY=VALUE", HelpText = "A setting, as for the verb `set`; may be repeated.")]
    public IEnumerable<string> Settings { get; set; } = [];

    internal override int Run()
    {
        using Session session = Session.Open(Config);
        if (!ListName.TryParse(session.Whole(List), session.Configuration.Domains, out EmailAddress? address, out string? reason))
        {
            throw Failure.Usage(reason);
        }

        List<EmailAddress> owners = [.. Owners.Select(Session.Address)];
        if (owners.Count == 0)
        {
            throw Failure.Usage($"{address} needs somebody who answers for it: add --owner ADDRESS");
        }

        string listId = ListId ?? Core.Lists.ListId.DefaultFor(address);
        if (!Core.Lists.ListId.IsValid(listId))
        {
            throw Failure.Usage($"'{listId}' cannot be a List-Id (RFC 2919): words of letters, digits and hyphens with dots between them, at least one dot");
        }

        List<Assignment> assignments = [.. Defaults(session.Configuration), .. Settings.Select(Session.Assignment)];
        session.Change(() =>
        {
            if (session.Lists.Create(address, listId, owners) == Change.None)
            {
                throw Failure.Usage($"{address} is there already: `mailinglist show {address}`");
            }

            ListSnapshot list = session.Lists.Find(address)!;
            assignments.ForEach(assignment => _ = assignment.Apply(session.Subscriptions, list));
            return list;
        });
        Console.Out.WriteLine($"{address}: created, List-Id <{listId}>");
        return ExitCodes.Done;
    }

    // Where somebody vouches for authors, new lists rely on it.
    private static IEnumerable<Assignment> Defaults(HostConfiguration configuration) =>
        configuration.AuthservIds.Count > 0 ? [Session.Assignment($"{Setting.AuthorCheck.Name}={Words.Of(AuthorCheck.Require)}")] : [];
}
