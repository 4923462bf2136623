using System.Globalization;

using MailingList.Core.Addressing;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Standing;

/// <summary>
/// What time does to addresses from which mail comes back: probes, letters, and the end of subscriptions. One host at a time does it, as often
/// as it likes: everything follows from what the records say and the day.
/// </summary>
/// <param name="store">The lists.</param>
/// <param name="book">What came back.</param>
/// <param name="mint">Makes return paths.</param>
/// <param name="time">The clock.</param>
public sealed class BounceSweep(ISubscriptionStore store, IBounceBook book, ReturnPathMint mint, TimeProvider time)
{
    // In that time the address hears of it twice.
    private const int Notices = 2;

    // No list looks further back (Setting.BounceWithin).
    private const int LongestWithin = 60;

    private static readonly Cause Cause = new(Cause.Bounces, string.Empty);

    private readonly Charges _charges = new(store, book);
    private readonly Recovery _recovery = new(store, book, time);

    private DateOnly Today => IsoDate.DayOf(time.GetUtcNow());

    /// <summary>
    /// What may be due, an address or a list at a time: each is to be done in a transaction of its own, so that nobody waits for all of it, and
    /// looks there what is true by then.
    /// </summary>
    public IEnumerable<Action<Correspondence>> Steps()
    {
        ListSnapshot[] lists = [.. store.All()];
        return lists.Length == 0 ? [] :
        [
            .. book.Open().Select(standing => new Action<Correspondence>(letters => Follow(standing.Address, letters))),
            .. book.Stopped().Select(address => new Action<Correspondence>(_ => Release(address))),
            .. book.Suspects(Today.AddDays(-LongestWithin), lists.Min(list => list.Settings.Bounces.Days)).Where(address => Deciding(address) is not null)
                .Select(address => new Action<Correspondence>(letters => Judge(address, letters))),
            .. new BounceSummary(store, book, time).Steps(),
        ];
    }

    private void Judge(EmailAddress address, Correspondence letters)
    {
        if (Deciding(address) is { } list)
        {
            Probe(list, address, book.Known(address), letters);
        }
    }

    // The list that sends a probe, if it is time for one.
    private ListSnapshot? Deciding(EmailAddress address)
    {
        AddressStanding? standing = book.Find(address);
        IReadOnlyList<Bounce> bounces = book.Known(address);
        return standing is null or { State: StandingState.Clear }
            && _charges.Deciding(bounces) is { } list && _charges.Days(bounces, list, standing, Today) >= list.Settings.Bounces.Days
            ? list
            : null;
    }

    // What stopped the posts may be forgotten, or cleared on another host while somebody changed something else of the subscription here.
    private void Release(EmailAddress address)
    {
        if (book.Find(address) is not { State: StandingState.Off })
        {
            _recovery.Reconcile(address, since: null, SubscriberEventKind.Resumed, Cause);
        }
    }

    private void Probe(ListSnapshot list, EmailAddress address, IReadOnlyList<Bounce> bounces, Correspondence letters)
    {
        string identity = Guid.NewGuid().ToString("N");
        string returnPath = mint.Make(list, ReturnPathKind.Probe, identity);
        string probe = ReturnPathMint.MessageOf(identity);
        if (!returnPath.Contains(probe, StringComparison.Ordinal) || book.FindProbe(list.Address, probe) is not null)
        {
            return; // a name too long for return paths; or the same four characters, and the next turn has others
        }

        book.Put(new AddressStanding(address, StandingState.Probed, Today, list.Address, probe));
        store.Note(list, address, SubscriberEventKind.Probed, Cause, string.Empty);
        letters.Send(
            list, LetterKind.Probe, address, returnPath,
            (Placeholders.Address, address.Text), (Placeholders.Days, DaysOf(bounces)), (Placeholders.Reason, bounces[^1].Text ?? string.Empty));
    }

    private void Follow(EmailAddress address, Correspondence letters)
    {
        if (book.Find(address) is not { State: not StandingState.Clear } standing)
        {
            return;
        }

        ListSnapshot[] lists = [.. _recovery.ListsOf(standing.Address)];
        int age = Today.DayNumber - standing.Since.DayNumber;
        switch (standing.State)
        {
            case StandingState.Probed when age > ReturnPathMint.Validity.TotalDays:
                // It has arrived, or nobody will ever hear that it has not.
                book.Put(standing with { State = StandingState.Clear, Since = Today, Probe = null });
                break;
            case StandingState.Off when lists.Length == 0:
                book.Put(standing with { State = StandingState.Clear, Since = Today, Probe = null });
                break;
            // Somebody wants mail to go there: it may be another mailbox by now, and if it is not, that shows as it did before.
            case StandingState.Off when lists.FirstOrDefault(list => HasComeSince(list, standing)) is { } list:
                _recovery.Clear(list, standing.Address, Cause);
                break;
            case StandingState.Off:
                // Another host may have changed something else of the subscription at the same time.
                _recovery.Reconcile(standing.Address, standing.Since, SubscriberEventKind.Stopped, Cause);
                GoOn(standing, _recovery.Deciding(standing) ?? lists[0], lists, age, letters);
                break;
        }
    }

    private bool HasComeSince(ListSnapshot list, AddressStanding standing) =>
        store.FindSubscriber(list, standing.Address) is { } subscriber && subscriber.Life.Time <= time.GetUtcNow() && IsoDate.DayOf(subscriber.Life.Time) >= standing.Since;

    private void GoOn(AddressStanding standing, ListSnapshot list, ListSnapshot[] lists, int age, Correspondence letters)
    {
        int removal = list.Settings.Bounces.Removal;
        int step = standing.Notices + 1;
        int due = ((step * removal) + Notices) / (Notices + 1);
        if (age < due)
        {
            return;
        }

        if (step > Notices)
        {
            Remove(standing, lists, letters);
            return;
        }

        // Where nobody looked for a while the letters are late: then so is all that follows.
        DateOnly since = Today.AddDays(-due);
        book.Put(standing with { Notices = step, Since = since });
        letters.Send(
            lists[0], LetterKind.BounceWarning, standing.Address,
            (Placeholders.Address, standing.Address.Text),
            (Placeholders.Until, IsoDate.Of(since.AddDays(removal))),
            (Placeholders.Reason, LastWords(standing.Address)));
    }

    private void Remove(AddressStanding standing, ListSnapshot[] lists, Correspondence letters)
    {
        string days = (Today.DayNumber - standing.Since.DayNumber).ToString(CultureInfo.InvariantCulture);
        var changes = new SubscriptionChanges(store, letters);
        foreach (ListSnapshot list in lists)
        {
            changes.Unsubscribe(list, standing.Address, Cause, tell: false);
            letters.Send(list, LetterKind.BounceGoodbye, standing.Address, (Placeholders.Address, standing.Address.Text));
            letters.SendToOwners(list, LetterKind.NoticeBounceRemoved, (Placeholders.Address, standing.Address.Text), (Placeholders.Days, days));
        }

        book.Put(standing with { State = StandingState.Clear, Since = Today, Probe = null });
    }

    private string LastWords(EmailAddress address) => book.Known(address) is [.., var last] ? last.Text ?? string.Empty : string.Empty;

    private static string DaysOf(IReadOnlyList<Bounce> bounces) => bounces.Select(bounce => bounce.Day).Distinct().Count().ToString(CultureInfo.InvariantCulture);
}
