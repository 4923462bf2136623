using CommandLine;

using MailingList.Configuration;
using MailingList.Core;
using MailingList.Core.Arrival;
using MailingList.Core.Claims;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;
using MailingList.Core.Standing;
using MailingList.Hosting;
using MailingList.Logging;
using MailingList.Mta;
using MailingList.Mta.Processes;
using MailingList.Sharing;
using MailingList.Store;

using Serilog.Core;

namespace MailingList.Verbs;

[Verb(Name, HelpText = "Take one message on standard input for one address of a list. Called by the MTA's pipe transport.")]
[Teach(
    """
    Examples:
      mailinglist deliver --sender bob@example.net --recipient dev@lists.example.org < post.eml
      SENDER=bob@example.net RECIPIENT=dev@lists.example.org mailinglist deliver < post.eml

    Postfix gives the envelope in arguments (an empty sender is the null return path), Exim in the environment.
    Exit codes: 0 done; 75 try again; 67 no such list; 77 not allowed; 65 not a message. On a failure there is one
    line on standard output, a status code (RFC 3463) first; on success there is nothing. See `mailinglist setup`.
    """)]
internal sealed class DeliverVerb : Verb
{
    internal const string Name = "deliver";

    private static readonly string[] Options = ["--config", "--sender", "--recipient"];

    [Option("sender", MetaValue = "ADDRESS", HelpText = "The envelope sender; empty: the null return path.")]
    public string? Sender { get; set; }

    [Option("recipient", MetaValue = "ADDRESS", HelpText = "The envelope recipient.")]
    public string? Recipient { get; set; }

    /// <summary>
    /// The verb as an MTA calls it, read without reflection: CommandLineParser would take 1.6 of the 9 ms that a post costs on top of
    /// its sendmail. Null for what an MTA does not write (help, mistakes), which is CommandLineParser's.
    /// </summary>
    /// <exception cref="Failure">An option is there twice; CommandLineParser would take one of them, and a recipient would be lost.</exception>
    internal static DeliverVerb? FromMta(string[] args)
    {
        if (args is not [Name, ..])
        {
            return null;
        }

        string?[] values = new string?[Options.Length];
        for (int i = 1; i < args.Length; i++)
        {
            int option = Array.FindIndex(Options, name => args[i] == name || args[i].StartsWith(name + "=", StringComparison.Ordinal));
            bool isSeparate = option >= 0 && args[i] == Options[option];
            if (option < 0 || (isSeparate && i + 1 == args.Length))
            {
                return null;
            }

            if (values[option] is not null)
            {
                throw Failure.Usage($"{Options[option]} is there twice: one process delivers to one recipient (Postfix: mailinglist_destination_recipient_limit = 1)");
            }

            // The next argument is the value whatever it looks like: a sender may be called --recipient.
            values[option] = isSeparate ? args[++i] : args[i][(Options[option].Length + 1)..];
        }

        return new DeliverVerb { Config = values[0], Sender = values[1], Recipient = values[2] };
    }

    internal override int Run()
    {
        HostConfiguration configuration = HostConfiguration.Read(HostConfiguration.PathFrom(Config));
        using var timeBox = new TimeBox(
            configuration.TimeBox,
            Failure.Line("4.3.0", $"not done within {configuration.TimeBox.TotalSeconds} seconds; the next try goes on from there"),
            Failure.Line("4.3.0", "told to end before it was done; the next try goes on from there"));
        Account.Become(configuration.User);
        using Logger log = Log.Open(configuration);
        try
        {
            Envelope envelope = PipeEnvelope.Read(Sender, Recipient, Environment.GetEnvironmentVariable);
            return Conclude(Deliver(configuration, envelope, log, timeBox.Token), log);
        }
        catch (Exception error) when (Note(log, error))
        {
            throw;
        }
    }

    private static Outcome Deliver(HostConfiguration configuration, Envelope envelope, Logger log, CancellationToken timeIsUp)
    {
        using Session session = Session.Open(configuration);
        if (session.Peers?.CatchUp(configuration.Consul!.PipeBudget, Peers.FreshForPipe) is { } reason)
        {
            log.Warning("what the other hosts changed is not known: {Reason:l}", reason);
        }

        using Stream input = Console.OpenStandardInput();
        using FileStream spool = Disk.OpenNameless(configuration.Data);
        ISubmitter OpenSubmitter() => configuration.Reinject.Open(
            configuration.Data, refused => log.Warning("recipient refused by the MTA for good: {Recipient:l}", refused), timeIsUp);
        using ISubmitter submitter = OpenSubmitter();
        var journal = new PostJournal(session.Database, session.JournalLock);
        var posts = new PostRoad(session.Lists, journal, session.Peers?.Claims() ?? new NoClaims(), submitter, session.ReturnPaths, session.Authentication);
        var letters = new LetterDesk(session, OpenSubmitter);
        bool hasRecovered = false;
        var lifeSigns = new LifeSigns(session.Subscriptions, session.Recovery);
        var roads = new MailRoads(session.Lists, posts, letters.Road, letters.Returns, post => hasRecovered = lifeSigns.Take(post));
        AskForUnknown(roads, session, envelope);
        Outcome outcome = roads.Travel(envelope, input, spool);
        if (hasRecovered || outcome is Outcome.Answered or Outcome.Returned)
        {
            FollowUp(session, letters, log);
        }

        return outcome;
    }

    // The mail is dealt with: whatever fails now is no reason to deal with it once more.
    private static void FollowUp(Session session, LetterDesk letters, Logger log)
    {
        if (session.Peers?.PublishFromPipe() is { } untold)
        {
            log.Warning("the other hosts will be told later what changed: {Reason:l}", untold);
        }

        foreach (string failed in letters.Outbox().SendLeft())
        {
            log.Warning("a letter that was left behind is still here: {Reason:l}", failed);
        }
    }

    // A list may have been created on another host this very second. Where nobody can be asked, the MTA keeps the post rather than return it.
    private static void AskForUnknown(MailRoads roads, Session session, Envelope envelope)
    {
        if (session.Peers is { } peers && !roads.Knows(envelope) && peers.Look(session.Configuration.Consul!.PipeBudget) is { } reason)
        {
            throw Failure.Temporary($"{envelope.Recipient}: there is no such list here as far as this host knows, and the others cannot be asked ({reason})");
        }
    }

    private static int Conclude(Outcome outcome, Logger log)
    {
        switch (outcome)
        {
            case Outcome.Refused(var post, var verdict):
                log.Information("{Post:l} refused rule={Rule:l}{Detail:l}: {Text:l}", Describe(post), verdict.Rule, InBrackets(verdict.Detail), verdict.Text);
                throw new Failure(FailureKind.NotAllowed, verdict.Status, verdict.Text);
            case Outcome.Discarded(var post, var verdict):
                log.Information("{Post:l} discarded rule={Rule:l}{Detail:l}", Describe(post), verdict.Rule, InBrackets(verdict.Detail));
                return ExitCodes.Done;
            case Outcome.Duplicate(var post):
                log.Information("{Post:l} dropped: distributed before", Describe(post));
                return ExitCodes.Done;
            case Outcome.Distributed(var post, var batches, var recipients):
                log.Information("{Post:l} distributed recipients={Recipients} batches={Batches}", Describe(post), recipients, batches);
                return ExitCodes.Done;
            case Outcome.Answered(var post, var done):
                log.Information("{Post:l} answered: {Done:l}", Describe(post), string.Join("; ", done));
                return ExitCodes.Done;
            case Outcome.Returned(var post, var done):
                log.Information("{Post:l} returned: {Done:l}", Describe(post), string.Join("; ", done));
                return ExitCodes.Done;
            case Outcome.Dropped(var post, var reason):
                log.Information("{Post:l} dropped: {Reason:l}", Describe(post), reason);
                return ExitCodes.Done;
            default:
                throw new InvalidOperationException($"an outcome that nobody handles: {outcome.GetType().Name}");
        }
    }

    private bool Note(Logger log, Exception error)
    {
        (string? sender, string? recipient) = (Sender ?? Environment.GetEnvironmentVariable("SENDER"), Recipient ?? Environment.GetEnvironmentVariable("RECIPIENT"));
        // A refusal has its own line.
        if (error is Failure { Kind: not FailureKind.NotAllowed } failure)
        {
            log.Warning("to={Recipient:l} from={Sender:l} not done: {Text:l}", recipient, sender, failure.Message);
        }
        else if (error is not Failure)
        {
            log.Error(error, "to={Recipient:l} from={Sender:l} not done", recipient, sender);
        }

        return false;
    }

    private static string InBrackets(string detail) => detail.Length > 0 ? $" ({detail})" : string.Empty;

    private static string Describe(Post post)
    {
        string messageId = post.Message.Header.All("Message-ID").FirstOrDefault()?.Value ?? "none";
        string doubtful = string.Concat(post.Authors.Where(author => author.IsAuthenticated == false).Select(author => $" not-authenticated={author.Address}"));
        return $"to={post.Envelope.Recipient} from=<{post.Envelope.ReturnPath}> message-id={messageId} size={post.Message.Size}{doubtful}";
    }
}
