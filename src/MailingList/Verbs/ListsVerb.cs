using System.Globalization;

using CommandLine;

using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Output;

namespace MailingList.Verbs;

[Verb("lists", HelpText = "Show all lists.")]
[Teach(
    """
    Examples:
      mailinglist lists
      mailinglist lists --json | jq -r '.[].list'
    """)]
internal sealed class ListsVerb : Verb
{
    [Option("json", HelpText = "As JSON.")]
    public bool AsJson { get; set; }

    internal override int Run()
    {
        using Session session = Session.Open(Config);
        IEnumerable<(ListSnapshot List, long Subscribers)> lists =
            session.Lists.All().Select(list => (list, session.Lists.Subscribers.Count(list)));
        if (AsJson)
        {
            using Stream output = Console.OpenStandardOutput();
            Json.WriteArray(output, lists, (json, row) =>
            {
                json.WriteStartObject();
                json.WriteString("list", row.List.Address.Text);
                json.WriteNumber("subscribers", row.Subscribers);
                json.WriteString("posting", Words.Of(row.List.Settings.Posting));
                json.WriteString("description", row.List.Settings.Description);
                json.WriteEndObject();
            });
            return ExitCodes.Done;
        }

        Table.Write(Console.Out,
        [
            ["list", "subscribers", "posting", "description"],
            .. lists.Select(row => (string[])
            [
                row.List.Address.Text,
                row.Subscribers.ToString("N0", CultureInfo.InvariantCulture),
                Words.Of(row.List.Settings.Posting),
                row.List.Settings.Description,
            ]),
        ]);
        return ExitCodes.Done;
    }
}
