using CommandLine;

using MailingList.Core.Failures;
using MailingList.Core.Import;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;
using MailingList.Hosting;

namespace MailingList.Verbs;

[Verb("import", HelpText = "Subscribe everybody in a file to a list.")]
[Teach(
    """
    Examples:
      mailinglist import dev@lists.example.org people.txt
      mailinglist import dev@lists.example.org people.csv --sync
      some-directory-export | mailinglist import dev@lists.example.org -

    The file has an address or `Name <address>` a line, or is CSV whose first line names the columns:
      address,name,delivery,posting,own-posts,vacation
    Only `address` must be there; an empty cell changes nothing.

    Each line that is refused is shown with its number and the reason, and the exit code is 65 when there was one.
    --sync makes the list equal to the file: who is not in it is unsubscribed. It asks when that is more than a
    tenth, and does nothing at all when a line was refused, because that line may be one of those who would go.
    """)]
internal sealed class ImportVerb : Verb
{
    [Value(0, MetaName = "LIST", Required = true, HelpText = "The list's address.")]
    public string List { get; set; } = string.Empty;

    [Value(1, MetaName = "FILE", Required = true, HelpText = "The file, or - for standard input.")]
    public string File { get; set; } = string.Empty;

    [Option("sync", HelpText = "Unsubscribe who is not in the file.")]
    public bool Sync { get; set; }

    [Option("yes", HelpText = "Do not ask.")]
    public bool Yes { get; set; }

    internal override int Run()
    {
        Cause cause = Operator.Cause(Cause.Import);
        using Session session = Session.Open(Config);
        ListSnapshot list = session.List(List);
        using TextReader file = Open();
        var import = new Importing(session, list, cause);
        if (Sync)
        {
            import.Synchronise(SubscriberFile.Read(file), Yes);
        }
        else
        {
            import.Add(SubscriberFile.Read(file));
        }

        session.Publish();
        Console.Out.WriteLine($"{list.Address}: {import.Summary}");
        return import.Refused > 0 ? ExitCodes.BadData : ExitCodes.Done;
    }

    private StreamReader Open()
    {
        if (File == "-")
        {
            return new StreamReader(Console.OpenStandardInput());
        }

        try
        {
            return new StreamReader(File);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure(FailureKind.NoInput, "5.5.4", $"{File} cannot be read by this user ({error.Message}); as root, use: mailinglist import {List} - < {File}", error);
        }
    }
}
