using System.Text.Json;

using CommandLine;

using MailingList.Core.Failures;
using MailingList.Core.Import;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Output;
using MailingList.Replication.Containers;
using MailingList.Store;

namespace MailingList.Verbs;

[Verb("export", HelpText = "Write the subscribers of a list as CSV to standard output, as `import` reads it.")]
[Teach(
    """
    Examples:
      mailinglist export dev@lists.example.org > dev.csv
      mailinglist export dev@lists.example.org | ssh mx9 mailinglist import dev@lists.example.org -
      mailinglist export --all --canonical | sha256sum

    --all --canonical writes every record that the hosts share, a line of JSON each, deletions too: hosts that agree write the
    same bytes. The keys of tokens are in it only by their names.
    """)]
internal sealed class ExportVerb : Verb
{
    [Value(0, MetaName = "LIST", HelpText = "The list's address.")]
    public string? List { get; set; }

    [Option("all", HelpText = "All lists; with --canonical.")]
    public bool All { get; set; }

    [Option("canonical", HelpText = "Every record as the hosts share it; with --all.")]
    public bool Canonical { get; set; }

    internal override int Run()
    {
        if ((List is null) != All || All != Canonical)
        {
            throw Failure.Usage("name one list, or all of them with --all --canonical. See `mailinglist export --help`.");
        }

        using Session session = Session.Open(Config);
        if (List is null)
        {
            return WriteRecords(new Replica(session.Database));
        }

        ListSnapshot list = session.List(List);
        using Stream output = Console.OpenStandardOutput();
        using var writer = new StreamWriter(output) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', SubscriberFile.Columns));
        foreach (Subscriber subscriber in session.Lists.Subscribers.All(list))
        {
            writer.WriteLine(SubscriberFile.Line(subscriber));
        }

        return ExitCodes.Done;
    }

    private static int WriteRecords(Replica replica)
    {
        using Stream output = Console.OpenStandardOutput();
        using var line = new MemoryStream();
        using var json = new Utf8JsonWriter(line, Json.Canonical);
        // What is kept no longer is there until the host comes to take it away, each in its own time.
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        foreach (Record record in replica.All().Where(record => !record.IsForgotten(now)))
        {
            ContainerWriter.WriteRecord(json, record.Kind == RecordKind.Secret ? record with { Fields = [null] } : record, withList: true);
            json.Flush();
            line.WriteByte((byte)'\n');
            line.WriteTo(output);
            line.SetLength(0);
            json.Reset();
        }

        return ExitCodes.Done;
    }
}
