using CommandLine;

using MailingList.Core.Failures;
using MailingList.Core.Import;
using MailingList.Core.Lists;

namespace MailingList.Verbs;

[Verb("export", HelpText = "Write the subscribers of a list as CSV to standard output, as `import` reads it.")]
[Teach(
    """
    Examples:
      mailinglist export dev@lists.example.org > dev.csv
      mailinglist export dev@lists.example.org | ssh mx9 mailinglist import dev@lists.example.org -
    """)]
internal sealed class ExportVerb : Verb
{
    [Value(0, MetaName = "LIST", Required = true, HelpText = "The list's address.")]
    public string List { get; set; } = string.Empty;

    internal override int Run()
    {
        using Session session = Session.Open(Config);
        ListSnapshot list = session.List(List);
        using Stream output = Console.OpenStandardOutput();
        using var writer = new StreamWriter(output) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', SubscriberFile.Columns));
        foreach (Subscriber subscriber in session.Lists.Subscribers.All(list))
        {
            string[] cells = [subscriber.Address.Text, subscriber.Name ?? string.Empty, Words.Of(subscriber.Delivery), Words.Of(subscriber.Posting)];
            writer.WriteLine(string.Join(',', cells.Select(SubscriberFile.Cell)));
        }

        return ExitCodes.Done;
    }
}
