using System.Globalization;

using CommandLine;

using MailingList.Core.Failures;
using MailingList.Core.Lists;

namespace MailingList.Verbs;

[Verb("delete", HelpText = "Delete a list with its settings and subscribers.")]
[Teach(
    """
    Examples:
      mailinglist export dev@lists.example.org > dev.csv
      mailinglist delete dev@lists.example.org
    """)]
internal sealed class DeleteVerb : Verb
{
    [Value(0, MetaName = "LIST", Required = true, HelpText = "The list's address.")]
    public string List { get; set; } = string.Empty;

    [Option("yes", HelpText = "Do not ask.")]
    public bool Yes { get; set; }

    internal override int Run()
    {
        using Session session = Session.Open(Config);
        ListSnapshot list = session.List(List);
        string count = session.Lists.Subscribers.Count(list).ToString("N0", CultureInfo.InvariantCulture);
        Confirmation.Require(Yes, $"{list.Address} with {count} subscribers will be deleted");
        session.Change(() =>
        {
            session.Lists.Delete(list);
            return list;
        });
        Console.Out.WriteLine($"{list.Address}: deleted");
        return ExitCodes.Done;
    }
}
