using System.Globalization;

using MailingList.Core.Addressing;
using MailingList.Core.Bounces;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Standing;

/// <summary>What is concluded from one message that came back. Inside a transaction.</summary>
/// <param name="store">The lists.</param>
/// <param name="book">What came back before.</param>
/// <param name="letters">The letters.</param>
/// <param name="time">The clock.</param>
/// <param name="list">The list to which it came back.</param>
/// <param name="path">The return path by which it came.</param>
internal sealed class Returns(ISubscriptionStore store, IBounceBook book, Correspondence letters, TimeProvider time, ListSnapshot list, ReturnPath path)
{
    private static readonly Cause Cause = new(Cause.Bounces, string.Empty);

    private readonly List<string> _done = [];

    /// <summary>Takes notice of it.</summary>
    /// <param name="report">What it says.</param>
    /// <param name="message">Its bytes, for people.</param>
    /// <returns>What was done, for the log.</returns>
    internal IReadOnlyList<string> Take(BounceReport report, Func<byte[]> message)
    {
        (EmailAddress Address, BouncedRecipient? Said)[] about = [.. About(report)];
        switch (report.Kind)
        {
            case BounceKind.Failure when about.Length > 0:
                Array.ForEach(about, one => Failed(one.Address, one.Said));
                break;
            case BounceKind.Abuse when about.Length > 0:
                Array.ForEach(about, one => Complained(one.Address));
                break;
            // It is known whose it was, and they have gone, or have written since: there is nothing for people to look at.
            case BounceKind.Failure or BounceKind.Abuse when path.Recipient is not null || path.Kind == ReturnPathKind.Probe:
                _done.Add("of nobody who is subscribed, or of a probe that counts no more: nothing to do");
                break;
            case BounceKind.Failure or BounceKind.Abuse or BounceKind.NotUnderstood:
                NotUnderstood(message);
                break;
            default:
                _done.Add($"{Words.Of(report.Kind)}: nothing to do");
                break;
        }

        return _done;
    }

    // A recipient in the return path says more than any report: that may name another address, to which mail is forwarded. Nobody else than
    // subscribers counts, whatever a message says.
    private IEnumerable<(EmailAddress Address, BouncedRecipient? Said)> About(BounceReport report)
    {
        if (path.Recipient is not null)
        {
            EmailAddress[] named = path.Recipient is ReturnPathRecipient.Whole whole ? [whole.Address]
                : [.. book.SubscribersWithHash(list, ((ReturnPathRecipient.Hashed)path.Recipient).Hash)];
            return named.SelectMany(Subscribed).Take(1).Select(address => (address, SaidOf(report, address)));
        }

        if (path.Kind == ReturnPathKind.Probe)
        {
            return book.FindProbe(list.Address, path.Message) is { } standing
                ? [(standing.Address, SaidOf(report, standing.Address))]
                : [];
        }

        // To whom a post was addressed is no answer here: that is the list, or another subscriber to whom somebody replied.
        return Concerned(report)
            .Where(said => said.Source != RecipientSource.ReturnedPost)
            .SelectMany(said => Addresses(said).SelectMany(Subscribed).Take(1).Select(address => (Address: address, Said: (BouncedRecipient?)said)))
            .DistinctBy(one => one.Address.Key);
    }

    // A report may tell of others who have the post, or will have it later.
    private static IEnumerable<BouncedRecipient> Concerned(BounceReport report) => report.Recipients.Where(said => said.Action is null or DeliveryAction.Failed);

    // As it was subscribed: the case of a local part may matter where mail goes to, and reports and return paths lose it.
    private IEnumerable<EmailAddress> Subscribed(EmailAddress address) => store.FindSubscriber(list, address) is { } subscriber ? [subscriber.Address] : [];

    // Where mail is forwarded the report names another address, and it is the only one that it can be about.
    private static BouncedRecipient? SaidOf(BounceReport report, EmailAddress address) =>
        Concerned(report).FirstOrDefault(said => Addresses(said).Any(address.Equals)) ?? Concerned(report).FirstOrDefault();

    private static IEnumerable<EmailAddress> Addresses(BouncedRecipient said) =>
        ((string[])[said.Address, said.FinalAddress]).SelectMany(text => EmailAddress.TryParse(text, out EmailAddress? address, out _) ? (EmailAddress[])[address] : []);

    private void Failed(EmailAddress address, BouncedRecipient? said)
    {
        BounceClass why = said?.Class ?? BounceClass.Unknown;
        var bounce = new Bounce(new BounceKey(address, path.Day, path.Message), list.Address, why, said?.Status?.ToString(), Line(said?.Diagnostic), Line(said?.RemoteMta));
        if (!book.Note(bounce))
        {
            _done.Add($"{address}: known already");
            return;
        }

        _done.Add($"{address}: {Words.Of(why)}");
        if (path.Kind == ReturnPathKind.Probe)
        {
            ProbeFailed(bounce);
        }
        else
        {
            Blame(bounce);
        }
    }

    // What a host says against this mail says nothing about the mailbox: the probe was one more mail of ours.
    private void ProbeFailed(Bounce bounce)
    {
        if (bounce.Class is not (BounceClass.Gone or BounceClass.Full or BounceClass.Temporary) || book.FindProbe(list.Address, path.Message) is not { State: StandingState.Probed } standing)
        {
            return;
        }

        var recovery = new Recovery(store, book, time);
        recovery.Stop(standing, Cause);
        _done.Add($"{standing.Address}: no posts any more");
        int removal = (recovery.Deciding(standing) ?? list).Settings.Bounces.Removal;
        string days = book.Known(standing.Address).Select(known => known.Day).Distinct().Count().ToString(CultureInfo.InvariantCulture);
        foreach (ListSnapshot each in recovery.ListsOf(standing.Address))
        {
            letters.SendToOwners(
                each, LetterKind.NoticeDeliveryOff,
                (Placeholders.Address, standing.Address.Text),
                (Placeholders.Days, days),
                (Placeholders.Reason, bounce.Text ?? string.Empty),
                (Placeholders.Until, IsoDate.Of(IsoDate.DayOf(time.GetUtcNow()).AddDays(removal))));
        }
    }

    // So many at once that it cannot be the addresses.
    private void Blame(Bounce bounce)
    {
        string post = $"post {IsoDate.Of(path.Day)} {path.Message}";
        if (book.IsTold(list, post))
        {
            return;
        }

        int count = book.CountOf(list.Address, path.Day, path.Message);
        if (new Charges(store, book).IsPostsFault(list, count) && book.TellOnce(list, post))
        {
            _done.Add($"{count} came back of that post: nobody is charged with it");
            letters.SendToOwners(
                list, LetterKind.NoticePostBounced,
                (Placeholders.Bounced, count.ToString(CultureInfo.InvariantCulture)),
                (Placeholders.Count, store.CountSubscribers(list).ToString(CultureInfo.InvariantCulture)),
                (Placeholders.Message, IsoDate.Of(path.Day)),
                (Placeholders.Reason, bounce.Text ?? string.Empty));
        }
    }

    // RFC 6650: whoever calls a post spam wants no more of them.
    private void Complained(EmailAddress address)
    {
        var changes = new SubscriptionChanges(store, letters);
        if (changes.Subscribe(list, new SubscriberRequest(address, Delivery: DeliveryMode.None), Cause, greet: false) == Change.Altered)
        {
            letters.SendToOwners(list, LetterKind.NoticeAbuse, (Placeholders.Address, address.Text));
        }

        _done.Add($"{address}: complained, no posts any more");
    }

    private void NotUnderstood(Func<byte[]> message)
    {
        if (list.Settings.Bounces.Unknown == UnknownBounces.Owners)
        {
            letters.PassOn(list, message());
        }
        else
        {
            _done.Add("not understood, dropped");
        }
    }

    private static string? Line(string? text)
    {
        string line = string.Concat((text ?? string.Empty).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length == 0 ? null : line.Length <= MostText ? line : line[..MostText];
    }

    // Enough for anybody who wants to understand it; a container has half a megabyte for hundreds of them.
    private const int MostText = 300;
}
