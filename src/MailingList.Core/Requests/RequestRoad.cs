using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Commands;
using MailingList.Core.Failures;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;
using MailingList.Core.Tokens;

namespace MailingList.Core.Requests;

/// <summary>The road of a mail that asks a list for something, from the envelope to the answer in the MTA's queue.</summary>
/// <param name="store">The lists.</param>
/// <param name="journal">Which mails were dealt with.</param>
/// <param name="outbox">The letters on their way to the MTA.</param>
/// <param name="writing">What letters are written with.</param>
/// <param name="mint">Makes and reads tokens.</param>
/// <param name="authentication">Says whether a mail comes from its author's domain.</param>
public sealed class RequestRoad(
    ISubscriptionStore store, IRequestJournal journal, Outbox outbox, Writing writing, TokenMint mint, AuthorAuthentication authentication)
{
    // Of itself .NET reads Unicode and Latin 1 only; programs still write ISO-2022-JP, GB 2312, KOI8-R and windows-1252.
    static RequestRoad() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private readonly Reception _reception = new(store, authentication);

    /// <summary>Takes one message for one recipient all the way.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="destination">How its recipient was read.</param>
    /// <param name="list">The list.</param>
    /// <param name="input">The message.</param>
    /// <param name="spool">An empty, seekable stream to keep it in meanwhile.</param>
    /// <returns>What became of it. On any exception the MTA must keep the message and try again.</returns>
    /// <exception cref="Failure">It is no message, nobody knows whom to answer, or the MTA did not take the answer.</exception>
    public Outcome Travel(Envelope envelope, Destination destination, ListSnapshot list, Stream input, Stream spool)
    {
        Post post = _reception.Receive(envelope, destination, list, input, spool);
        using IDisposable held = journal.Hold(post.Identity);
        IReadOnlyList<string> done = ["again: dealt with before"];
        if (!journal.IsDone(post.Identity))
        {
            if (AutomaticMail.Reason(envelope, post.Message.Header) is { } reason)
            {
                return new Outcome.Dropped(post, reason);
            }

            if (Outcome.Of(post, AdmissionRules.Judge(post)) is { } outcome)
            {
                return outcome;
            }

            Request request = Request.Read(post, author => authentication.IsAuthenticated(post.Message.Header, author));
            if (RefuseAuthor(request) is { } refusal)
            {
                return refusal;
            }

            done = store.Write(() => Handle(AsOfNow(request)));
        }

        outbox.Send(post.Identity);
        return new Outcome.Answered(post, done);
    }

    // Another process may have changed the list, or deleted it, since it was looked up.
    private Request AsOfNow(Request request) => store.Find(request.List.Address) is { } list
        ? request with { Post = request.Post with { List = list } }
        : throw Failure.NoSuchList($"{request.Post.Envelope.Recipient}: the list was deleted just now");

    private IReadOnlyList<string> Handle(Request request)
    {
        var letters = writing.Begin(mint, Occasion.Of(request.Author, request.Post.Message.Header));
        var changes = new SubscriptionChanges(store, letters);
        var applicants = new Applicants(store, letters, changes, writing.Time);
        void Carry(Person person, IReadOnlyList<Command> commands, bool isCut) =>
            new CommandMail(store, letters, changes, applicants, writing, request.List, person).Handle(commands, isCut);

        var tokens = new TokenMail(store, letters, changes, applicants, mint, writing.Time, (person, commands) => Carry(person, commands, isCut: false), request);
        var asked = RequestedCommands.Of(request);
        TokenProblem? problem = null;
        if (asked.MayBringToken && tokens.TryHandle(out problem))
        {
            asked = asked.WithoutToken;
        }
        else if (IsForTokens(request) || (asked.IsProse && problem == TokenProblem.Expired))
        {
            tokens.Refuse(problem);
            asked = asked with { Commands = [] };
        }
        else if (asked.Commands.Count == 0)
        {
            asked = asked with { Commands = [new Command.Help(string.Empty)] };
        }

        if (asked.Commands.Count > 0)
        {
            Carry(Person.Of(store, request.List, request.Author!, null, request.IsAuthenticated, request.MessageId), asked.Commands, asked.IsCut);
        }

        outbox.Put(request.Post.Identity, letters.Written);
        journal.Done(request.Post.Identity, request.List.Id);
        return letters.Log;
    }

    private static bool IsForTokens(Request request) => request.Post.Destination.Role is Role.Confirm or Role.Accept or Role.Reject;

    private Outcome.Dropped? RefuseAuthor(Request request) =>
        request.Author is not { } author
            ? IsForTokens(request) ? null : throw new Failure(FailureKind.NotAllowed, "5.6.0", $"{request.Post.Envelope.Recipient} answers to the address in From, and there must be one")
            // Two programs that answer each other would never stop.
            : Destination.Readings(author).Any(reading => store.Find(reading.List) is not null) ? new Outcome.Dropped(request.Post, $"its author {author} is a list's address")
            : null;
}
