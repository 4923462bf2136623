using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Bounces;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Standing;
using MailingList.Core.Subscriptions;
using MailingList.Core.Tokens;
using MailingList.Store;

namespace MailingList.Replication.Tests.Support;

/// <content>What mails and verbs do there beside the lists themselves.</content>
internal sealed partial class ReplicaHost
{
    /// <summary>Somebody asks for a confirmation, confirms it, applies, and is let in.</summary>
    internal void LetIn(string text, string list = Dev) => Write(() =>
    {
        ListSnapshot there = List(list);
        EmailAddress address = EmailAddress.Parse(text);
        Letters.Note(address, LetterUse.Confirmation);
        Letters.Note(address, LetterUse.Answer);
        Letters.Answered(address, Clock.GetUtcNow());
        Lists.Applications.Decide(there, Lists.Applications.Apply(there, address, DeliveryMode.None), ApplicationDecision.Accepted, there.Owners[0]);
        Lists.Events.Note(there, address, SubscriberEventKind.Subscribed, Cause.ByMail(Cause.Owner, there.Owners[0], "<1@example.org>"), "delivery=none");
    });

    /// <summary>A message that went out today comes back from an address.</summary>
    internal void Bounce(string address, string message, string list = Dev) => Write(() => Bounces.Note(new Bounce(
        new BounceKey(EmailAddress.Parse(address), IsoDate.DayOf(Clock.GetUtcNow()), message), EmailAddress.Parse(list), BounceClass.Gone, "5.1.1", "550 no such user", "mx.example.net")));

    /// <summary>What is thought of an address from now on.</summary>
    internal void Stand(EmailAddress address, StandingState state, int notices = 0, string list = Dev) => Write(() => Bounces.Put(
        new AddressStanding(address, state, IsoDate.DayOf(Clock.GetUtcNow()), EmailAddress.Parse(list), "abcd", notices)));

    /// <summary>Draws conclusions from what came back; the letters that it gives rise to, a few words each.</summary>
    internal IReadOnlyList<string> Sweep()
    {
        var letters = new Correspondence(new Templates(new NoFiles()), new TokenMint([new byte[32]], Clock), Letters, LetterLimits.Default, Clock, Occasion.None);
        foreach (Action<Correspondence> step in new BounceSweep(new SubscriptionStore(Database, Lists), Bounces, new ReturnPathMint([new byte[32]], Clock), Clock).Steps())
        {
            Write(() => step(letters));
        }

        return letters.Log;
    }

    /// <summary>Denies a sender; where no list is named, for all of them.</summary>
    internal void Deny(string text, string? list) => Write(() => Lists.Senders.Put(
        list is null ? null : List(list),
        SenderPattern.TryParse(text, out SenderPattern? pattern, out string? reason) ? pattern : throw new FormatException(reason),
        PostingRight.Deny,
        "spam"));

    /// <summary>Takes no messages with a header field; where no list is named, for all of them.</summary>
    internal void RefuseHeader(string text, string? list) => Write(() => Lists.Headers.Put(
        list is null ? null : List(list),
        HeaderPattern.TryParse(text, out HeaderPattern? pattern, out string? reason) ? pattern : throw new FormatException(reason),
        HeaderAction.Reject));
}
