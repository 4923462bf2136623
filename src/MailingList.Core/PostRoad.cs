using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Claims;
using MailingList.Core.Cooking;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;
using MailingList.Core.Lists;

namespace MailingList.Core;

/// <summary>The road of a post, from the envelope to the MTA's queue.</summary>
/// <param name="lists">The lists as this host knows them.</param>
/// <param name="journal">What has been distributed.</param>
/// <param name="claims">Which host distributes a post that reached several.</param>
/// <param name="submitter">The way to the MTA.</param>
public sealed class PostRoad(IListReader lists, IPostJournal journal, IPostClaims claims, ISubmitter submitter)
{
    /// <summary>Whether this host knows a list at that address, or one whose role it is.</summary>
    public bool Knows(EmailAddress recipient) => Destination.Readings(recipient).Any(reading => lists.Find(reading.List) is not null);

    /// <summary>Takes one message for one recipient all the way, or as far as it goes.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="input">The message.</param>
    /// <param name="spool">An empty, seekable stream to keep it in meanwhile.</param>
    /// <returns>What became of it. On any exception the MTA must keep the message and try again.</returns>
    /// <exception cref="Failure">There is no such list or role, it is no message, or the MTA did not take a batch.</exception>
    public Outcome Travel(Envelope envelope, Stream input, Stream spool)
    {
        (Destination destination, ListSnapshot list) = Resolve(envelope.Recipient);
        RawMessage message = RawMessage.Receive(input, spool);
        var post = new Post(envelope, destination, list, message, Authors(message, list), PostIdentity.Of(destination, message));

        using IJournalEntry entry = journal.Open(post);
        if (entry.IsFinished)
        {
            claims.Done(post); // the process that finished it may have died before it said so
            return new Outcome.Duplicate(post);
        }

        // What was admitted and is half distributed goes on, whatever has been set since: nobody may be left out.
        if (!entry.IsUnderWay && AdmissionRules.Judge(post) is Verdict.Reject verdict)
        {
            return new Outcome.Refused(post, verdict);
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
        entry.Begin();
        int batches = 0;
        bool everybody = false;
        foreach (Batch batch in new Expander(lists, post).BatchesAfter(entry.Cursor))
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

    private (Destination Destination, ListSnapshot List) Resolve(EmailAddress recipient)
    {
        foreach (Destination reading in Destination.Readings(recipient))
        {
            if (lists.Find(reading.List) is { } list)
            {
                return reading.Role is Role.Post or Role.Owner
                    ? (reading, list)
                    : throw Failure.NoSuchList($"{recipient}: this list does not serve -{Words.Of(reading.Role)} by mail yet; write to {list.AddressOf("owner")}");
            }
        }

        throw Failure.NoSuchList($"{recipient}: there is no such list here");
    }

    private List<Author> Authors(RawMessage message, ListSnapshot list) =>
    [
        .. message.Header.All("From")
            .SelectMany(field => MailboxList.Parse(field.RawValue))
            .Distinct()
            .Select(address => new Author(address, list.Owners.Contains(address), lists.FindSubscriber(list, address))),
    ];
}
