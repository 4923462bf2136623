using CommandLine;

using MailingList.Agent;
using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Standing;
using MailingList.Core.Subscriptions;
using MailingList.Hosting;
using MailingList.Replication.Consul;

namespace MailingList.Verbs;

[Verb("bounces", HelpText = "Tell from whom mail comes back, why, and what becomes of them.")]
[Teach(
    """
    Examples:
      mailinglist bounces dev@lists.example.org
      mailinglist bounces dev@lists.example.org bob@example.net
      mailinglist bounces dev@lists.example.org bob@example.net --reset
      mailinglist bounces --sweep
      mailinglist bounces --classify Maildir/new/*

    Of a list: a line for each subscriber from whom mail came back: since when, why, what follows, and what the other
    host said. Of an address, whatever list sent the mail: what follows, and a line for each mail that came back.
    Exit code 67 when nothing is known of it.

    --reset: what came back from the address until now counts no more, and all lists send it posts again.

    --sweep: sends the probes and letters that are due, and ends subscriptions. The agent does it every hour; where none
    runs, call it from cron. Of several hosts one does it at a time. Exit code 75 when Consul does not do its part.

    --classify: a line of JSON for each recipient that a message names, or one for a message that names none. `kind` is
    what the message is: failure, delay, success, vacation, challenge, abuse, notspam, feedback or notunderstood. `class`
    is why a post was not delivered: gone, full, temporary, policy, content or unknown. `hard` is true when the address
    is gone. `recipient` is where delivery ended; `original-recipient`, where it is another, to whom the post was sent.
    Needs no configuration and changes nothing. Exit code 66 when a file cannot be read; the others are told all the same.
    """)]
internal sealed class BouncesVerb : Verb
{
    [Value(0, MetaName = "LIST [ADDRESS]", HelpText = "The list's address, and who; with --classify, files.")]
    public IEnumerable<string> Arguments { get; set; } = [];

    [Option("reset", HelpText = "Forgive the address: it begins anew, and gets posts.")]
    public bool Reset { get; set; }

    [Option("sweep", HelpText = "Do what is due now, on all lists.")]
    public bool Sweep { get; set; }

    [Option("classify", HelpText = "Tell what is made of the messages in these files; - is standard input.")]
    public bool Classify { get; set; }

    [Option("json", HelpText = "As JSON.")]
    public bool AsJson { get; set; }

    internal override int Run() => (Classify, Sweep, Reset, AsJson, (string[])[.. Arguments]) switch
    {
        (true, false, false, _, { Length: > 0 } files) => ClassifiedBounces.Write(files),
        (false, true, false, false, []) => SweepNow(),
        (false, false, true, false, [var list, var address]) => ResetAddress(list, address),
        (false, false, false, _, [var list, var address]) => ShowAddress(list, address),
        (false, false, false, _, [var list]) => ShowList(list),
        _ => throw Failure.Usage("bounces needs LIST, LIST ADDRESS, LIST ADDRESS --reset, --sweep, or --classify FILE... See `mailinglist bounces --help`."),
    };

    private int ShowList(string name)
    {
        using Session session = Session.Open(Config);
        ShownBounces.OfList([.. session.Bounced.Of(session.List(name))], AsJson);
        return ExitCodes.Done;
    }

    private int ShowAddress(string name, string text)
    {
        EmailAddress address = Session.Address(text);
        using Session session = Session.Open(Config);
        ListSnapshot list = session.List(name);
        IReadOnlyList<Bounce> known = session.Bounces.Known(address);
        AddressStanding? standing = session.Bounces.Find(address);
        ShownBounces.OfAddress(address, session.Bounced.Find(list, address)?.Next, standing, known, AsJson);
        return known.Count > 0 || standing is not null ? ExitCodes.Done : ExitCodes.NoSuchList;
    }

    private int ResetAddress(string name, string text)
    {
        Cause cause = Operator.Cause();
        EmailAddress address = Session.Address(text);
        using Session session = Session.Open(Config);
        ListSnapshot list = session.List(name);
        bool isNeeded = session.Change(() =>
        {
            bool isKnown = session.Recovery.IsNeeded(address);
            if (isKnown)
            {
                session.Recovery.Clear(list, address, cause);
            }

            return isKnown;
        });
        Console.Out.WriteLine(isNeeded ? $"{address}: what came back counts no more" : $"{address}: nothing came back");
        return isNeeded ? ExitCodes.Done : ExitCodes.NoSuchList;
    }

    private int SweepNow()
    {
        using Session session = Session.Open(Config);
        try
        {
            var duty = new BounceDuty(new LetterDesk(session), session.Peers?.Cluster, Console.Out.WriteLine);
            if (!duty.RunAsync(CancellationToken.None).GetAwaiter().GetResult())
            {
                Console.Out.WriteLine("another host does it just now");
            }
        }
        catch (ConsulException error)
        {
            throw Failure.Temporary($"{error.Message}; of several hosts one does it at a time, and Consul says which", error);
        }

        return ExitCodes.Done;
    }
}
