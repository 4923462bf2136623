using CommandLine;

using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;
using MailingList.Hosting;

namespace MailingList.Verbs;

[Verb("unsubscribe", HelpText = "End subscriptions.")]
[Teach(
    """
    Examples:
      mailinglist unsubscribe dev@lists.example.org bob@example.net

    Exit code 67 when one of them was not subscribed; the others are unsubscribed all the same. Nobody is written to
    unless you say --goodbye.
    """)]
internal sealed class UnsubscribeVerb : Verb
{
    [Value(0, MetaName = "LIST", Required = true, HelpText = "The list's address.")]
    public string List { get; set; } = string.Empty;

    [Value(1, MetaName = "ADDRESS", Min = 1, HelpText = "Who.")]
    public IEnumerable<string> Addresses { get; set; } = [];

    [Option("goodbye", HelpText = "Tell them that they are unsubscribed.")]
    public bool Goodbye { get; set; }

    internal override int Run()
    {
        Cause cause = Operator.Cause();
        List<EmailAddress> addresses = [.. Addresses.Select(Session.Address)];
        using Session session = Session.Open(Config);
        ListSnapshot list = session.List(List);
        List<Change> done = new LetterDesk(session).Run(
            (changes, _) => addresses.ConvertAll(address => changes.Unsubscribe(list, address, cause, tell: Goodbye))).Result;
        foreach ((EmailAddress address, Change change) in addresses.Zip(done))
        {
            Console.Out.WriteLine($"{address}: {(change == Change.Removed ? "unsubscribed" : "was not subscribed")}");
        }

        return done.Contains(Change.None) ? ExitCodes.NoSuchList : ExitCodes.Done;
    }
}
