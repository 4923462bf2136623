using MailingList.Core.Addressing;
using MailingList.Core.Admission.Recipients;
using MailingList.Core.Arrival;
using MailingList.Core.Bounces;
using MailingList.Core.Failures;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Requests;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Subscriptions;
using MailingList.Core.Tokens;

namespace MailingList.Core.Standing;

/// <summary>The road of what comes back to a list's return path. Nobody is ever answered.</summary>
/// <param name="store">The lists.</param>
/// <param name="book">What came back.</param>
/// <param name="journal">Which mails were dealt with.</param>
/// <param name="outbox">The letters on their way to the MTA.</param>
/// <param name="writing">What letters are written with.</param>
/// <param name="tokens">Makes tokens.</param>
/// <param name="paths">Reads return paths.</param>
public sealed class BounceRoad(
    ISubscriptionStore store, IBounceBook book, IRequestJournal journal, Outbox outbox, Writing writing, TokenMint tokens, ReturnPathMint paths)
{
    // What is passed on to people; the original message at its end is of no use to them.
    private const int MostPassedOn = 256 * 1024;

    /// <summary>Takes one message all the way.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="destination">How its recipient was read.</param>
    /// <param name="list">The list.</param>
    /// <param name="input">The message.</param>
    /// <param name="spool">An empty, seekable stream to keep it in meanwhile.</param>
    /// <returns>What became of it. On any exception the MTA must keep the message and try again.</returns>
    /// <exception cref="Failure">It is no message, or the MTA did not take a letter.</exception>
    public Outcome Travel(Envelope envelope, Destination destination, ListSnapshot list, Stream input, Stream spool)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(list);
        if (!paths.TryRead(destination.Detail, list.Address, out ReturnPath? path))
        {
            throw Failure.NoSuchList(ReturnPathRule.NoSuchPath(new Addressed(envelope, destination, list)).Text);
        }

        RawMessage message = RawMessage.Receive(input, spool);
        var post = new Post(envelope, destination, list, message, [], PostIdentity.Of(destination, message));

        using IDisposable held = journal.Hold(post.Identity);
        IReadOnlyList<string> done = ["again: dealt with before"];
        if (!journal.IsDone(post.Identity))
        {
            spool.Position = 0;
            BounceReport report = BounceReader.Read(spool);
            done = store.Write(() => Handle(post, path, report));
        }

        outbox.Send(post.Identity);
        return new Outcome.Returned(post, done);
    }

    private IReadOnlyList<string> Handle(Post post, ReturnPath path, BounceReport report)
    {
        ListSnapshot list = store.Find(post.List.Address) ?? throw Failure.NoSuchList($"{post.Envelope.Recipient}: the list was deleted just now");
        Correspondence letters = writing.Begin(tokens, Occasion.None);
        IReadOnlyList<string> noted = new Returns(store, book, letters, writing.Time, list, path).Take(report, () => Start(post));
        outbox.Put(post.Identity, letters.Written);
        journal.Done(post.Identity, list.Id);
        return [.. noted, .. letters.Log];
    }

    private static byte[] Start(Post post)
    {
        using var start = new MemoryStream();
        post.Message.CopyStartTo(start, MostPassedOn);
        return start.ToArray();
    }
}
