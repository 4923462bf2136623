using CommandLine;

using MailingList.Configuration;
using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Failures;

namespace MailingList.Verbs;

[Verb(Name, HelpText = "Tell whether a list would take a mail, and why not. Changes nothing.")]
[Teach(
    """
    Examples:
      mailinglist check --sender bob@example.net --recipient dev@lists.example.org
      mailinglist check --sender bob@example.net --recipient dev@lists.example.org --message examples/first-post.eml
      mailinglist check --sender '' --recipient dev-request@lists.example.org --json

    The first line is what the sender would hear, the second which rule says so, and what that rule goes by. Without a
    message it is what can be said of the envelope alone, at RCPT; with one, as the MTA hands it over, all of it.
    Exit codes, as `deliver` has them: 0 it would be taken, or is none of ours; 67 no such list, role or token; 77 not
    allowed; 65 not a message; 75 it cannot be said now. The database is only read: a user who may read it and the
    configuration can call this.
    """)]
internal sealed class CheckVerb : Verb
{
    internal const string Name = "check";

    // The agent notes every few seconds that it has heard of the others; cron's `sync` comes every few minutes.
    private static readonly TimeSpan HeardLately = TimeSpan.FromMinutes(10);

    [Option("sender", Required = true, MetaValue = "ADDRESS", HelpText = "The envelope sender; empty: the null return path.")]
    public string Sender { get; set; } = string.Empty;

    [Option("recipient", Required = true, MetaValue = "ADDRESS", HelpText = "The envelope recipient.")]
    public string Recipient { get; set; } = string.Empty;

    [Option("message", MetaValue = "FILE", HelpText = "The message, or - for standard input.")]
    public string? Message { get; set; }

    [Option("json", HelpText = "As JSON.")]
    public bool AsJson { get; set; }

    internal override int Run()
    {
        // Before root is given up: whose file it is.
        MessageHead? message = Message is null ? null : Read(Message);
        using Session session = Session.OpenToRead(HostConfiguration.Read(HostConfiguration.PathFrom(Config)));
        var recipients = new RecipientAdmission(
            session.Configuration.Domains,
            session.Lists,
            session.Tokens,
            session.ReturnPaths,
            () => session.Peers?.HasHeard(HeardLately) ?? true);
        Verdict? verdict = recipients.Judge(Sender, Recipient);
        PostHead? post = null;
        if (verdict is Verdict.Accept && message is not null)
        {
            (verdict, post) = new MessageAdmission(session.Lists, session.Authentication).Judge(Envelope.Parse(Sender, Recipient), message.Header, message.BodySize);
        }

        new Finding(Sender, Recipient, verdict, post).Write(AsJson);
        return ExitCode(verdict);
    }

    private static MessageHead Read(string file)
    {
        try
        {
            using Stream input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            return MessageHead.Read(input);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure(FailureKind.NoInput, "4.3.0", $"{file} cannot be read ({error.Message})", error);
        }
    }

    private static int ExitCode(Verdict? verdict) => verdict is not Verdict.Reject { Status: var status } ? ExitCodes.Done : status switch
    {
        "5.1.1" => ExitCodes.NoSuchList,
        "5.1.7" or "5.6.0" => ExitCodes.BadData,
        _ => ExitCodes.NotAllowed,
    };
}
