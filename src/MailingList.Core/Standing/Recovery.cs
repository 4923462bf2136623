using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Standing;

/// <summary>What stops an address's posts, and lets them come again, on all lists.</summary>
/// <param name="store">The lists.</param>
/// <param name="book">What came back.</param>
/// <param name="time">The clock.</param>
public sealed class Recovery(ISubscriptionStore store, IBounceBook book, TimeProvider time)
{
    private DateOnly Today => IsoDate.DayOf(time.GetUtcNow());

    /// <summary>Whether there is anything to clear.</summary>
    public bool IsNeeded(EmailAddress address) => book.Find(address) is { State: not StandingState.Clear } || book.Known(address).Count > 0;

    /// <summary>Whoever writes can be written to: what came back from them until now counts no more. Inside a transaction.</summary>
    /// <returns>Whether that was to be noted.</returns>
    public bool Clear(ListSnapshot list, EmailAddress address, Cause cause)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (book.Find(address) is { State: StandingState.Clear } known && known.Since >= Today)
        {
            return false;
        }

        book.Put(new AddressStanding(address, StandingState.Clear, Today, list.Address));
        Reconcile(address, since: null, SubscriberEventKind.Resumed, cause);
        return true;
    }

    /// <summary>Stops the posts of all lists. Inside a transaction.</summary>
    public void Stop(AddressStanding standing, Cause cause)
    {
        ArgumentNullException.ThrowIfNull(standing);
        AddressStanding off = standing with { State = StandingState.Off, Since = Today, Notices = 0 };
        book.Put(off);
        Reconcile(off.Address, off.Since, SubscriberEventKind.Stopped, cause);
    }

    /// <summary>The lists on which an address is subscribed.</summary>
    public IEnumerable<ListSnapshot> ListsOf(EmailAddress address) => store.ListsOf(address);

    /// <summary>The list whose settings decide what becomes of an address without delivery: that which sent the probe, or another where that is gone; null: it is on none.</summary>
    public ListSnapshot? Deciding(AddressStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return store.Find(standing.List) ?? ListsOf(standing.Address).FirstOrDefault();
    }

    /// <summary>Makes the subscriptions of an address what its standing says.</summary>
    /// <returns>Whether anything had to be changed.</returns>
    public bool Reconcile(EmailAddress address, DateOnly? since, SubscriberEventKind kind, Cause cause)
    {
        bool isChanged = false;
        foreach (ListSnapshot list in ListsOf(address))
        {
            bool wasOff = store.FindSubscriber(list, address)?.BouncedSince is not null;
            if (book.SetBounced(list, address, since) != Records.Change.None && wasOff != since is not null)
            {
                store.Note(list, address, kind, cause, string.Empty);
                isChanged = true;
            }
        }

        return isChanged;
    }
}
