using CommandLine;

using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Verbs;

[Verb("set", HelpText = "Change settings of a list.")]
[Teach(
    """
    Examples:
      mailinglist set dev@lists.example.org posting=open max-size=500k
      mailinglist set dev@lists.example.org owners=ann@example.org,bob@example.org
      mailinglist set dev@lists.example.org max-size=              back to the default

    `mailinglist show LIST` lists all settings with their meaning. Either all of a call's settings are taken or none.
    """)]
internal sealed class SetVerb : Verb
{
    [Value(0, MetaName = "LIST", Required = true, HelpText = "The list's address.")]
    public string List { get; set; } = string.Empty;

    [Value(1, MetaName = "KEY=VALUE", Min = 1, HelpText = "The settings.")]
    public IEnumerable<string> Settings { get; set; } = [];

    internal override int Run()
    {
        List<Assignment> assignments = [.. Settings.Select(Session.Assignment)];
        using Session session = Session.Open(Config);
        ListSnapshot list = session.List(List);
        List<(string Key, Change Change)> changes = session.Change(() =>
            assignments.ConvertAll(assignment => (assignment.Key, assignment.Apply(session.Subscriptions, list))));
        foreach ((string key, Change change) in changes)
        {
            Console.Out.WriteLine($"{list.Address}: {key} {(change == Change.None ? "was so already" : change == Change.Removed ? "is back to its default" : "is set")}");
        }

        return ExitCodes.Done;
    }
}
