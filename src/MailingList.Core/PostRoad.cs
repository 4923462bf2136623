using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Claims;
using MailingList.Core.Cooking;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.ReturnPaths;

namespace MailingList.Core;

/// <summary>The road of a post, from the envelope to the MTA's queue.</summary>
/// <param name="lists">The lists as this host knows them.</param>
/// <param name="journal">What has been distributed.</param>
/// <param name="claims">Which host distributes a post that reached several.</param>
/// <param name="submitter">The way to the MTA.</param>
/// <param name="mint">Makes return paths, with the keys as they are now.</param>
/// <param name="authentication">Says whether a post comes from its author's domain.</param>
public sealed class PostRoad(
    IListReader lists, IPostJournal journal, IPostClaims claims, ISubmitter submitter, Func<ReturnPathMint> mint, AuthorAuthentication authentication)
{
    private readonly Reception _reception = new(lists, authentication);

    /// <summary>Takes one message for one recipient all the way, or as far as it goes.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="destination">How its recipient was read: the list itself, or its owners.</param>
    /// <param name="list">The list.</param>
    /// <param name="input">The message.</param>
    /// <param name="spool">An empty, seekable stream to keep it in meanwhile.</param>
    /// <returns>What became of it. On any exception the MTA must keep the message and try again.</returns>
    /// <exception cref="Failure">It is no message, or the MTA did not take a batch.</exception>
    public Outcome Travel(Envelope envelope, Destination destination, ListSnapshot list, Stream input, Stream spool)
    {
        Post post = _reception.Receive(envelope, destination, list, input, spool);
        using IJournalEntry entry = journal.Open(post);
        if (entry.IsFinished)
        {
            claims.Done(post); // the process that finished it may have died before it said so
            return new Outcome.Duplicate(post);
        }

        // What was admitted and is half distributed goes on, whatever has been set since: nobody may be left out.
        if (!entry.IsUnderWay && Outcome.Of(post, AdmissionRules.Judge(post)) is { } outcome)
        {
            return outcome;
        }

        return claims.Take(post) switch
        {
            Claim.Done => DoneElsewhere(post, entry),
            Claim.Taken(var host) => throw Failure.Temporary($"{host} is distributing this post just now; here it waits until that is done"),
            _ => Distribute(post, Cook.Apply(post), entry),
        };
    }

    // Another host took it over after this one had begun.
    private static Outcome.Duplicate DoneElsewhere(Post post, IJournalEntry entry)
    {
        if (entry.IsUnderWay)
        {
            entry.Finish();
        }

        return new Outcome.Duplicate(post);
    }

    private Outcome.Distributed Distribute(Post post, CookedMessage cooked, IJournalEntry entry)
    {
        entry.Begin(post.Destination.Role == Role.Post ? post.List.Settings.Verp : VerpPolicy.Never);
        int batches = 0;
        bool everybody = false;
        foreach (Batch batch in new Expander(lists, post, ReturnPath(post), Mode(entry)).BatchesAfter(entry.Cursor))
        {
            submitter.Submit(batch, cooked);
            entry.Took(batch);
            batches++;
            everybody = batch.IsLast;
        }

        if (!everybody)
        {
            entry.Finish();
        }

        claims.Done(post);
        return new Outcome.Distributed(post, batches, entry.Recipients);
    }

    private VerpMode Mode(IJournalEntry entry) => !entry.IsVerp ? VerpMode.None : submitter.WritesVerp ? VerpMode.ByMta : VerpMode.ByUs;

    // RFC 5321 section 3.9: the list's own address, never the author's. Section 6.1: what came with the null return path keeps it, or
    // a bounce to the owners could make another bounce.
    private string ReturnPath(Post post) =>
        post.Destination.Role == Role.Owner && post.Envelope.HasNullReturnPath ? string.Empty : mint().Make(post.List, ReturnPathKind.Post, post.Identity);
}
