using MailingList.Core.Bounces;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Standing;

/// <summary>Which bounces count against an address, and how much.</summary>
/// <param name="store">The lists.</param>
/// <param name="book">What came back.</param>
public sealed class Charges(ISubscriptionStore store, IBounceBook book)
{
    /// <summary>A post that comes back from fewer addresses is nobody's fault but theirs, however small the list.</summary>
    public const int LeastForShare = 5;

    // Of what may pass: a full mailbox, a host that is down. Daily for two weeks it comes to as much as three days of what does not.
    private const double Slowly = 0.25;

    private readonly Dictionary<(string, DateOnly, string), bool> _faults = [];

    /// <summary>How many days of bounces an address has against it, those that count slowly in part.</summary>
    /// <param name="bounces">What came back from it.</param>
    /// <param name="list">The list that asks.</param>
    /// <param name="standing">What is known of it; what came back until it was cleared counts no more.</param>
    /// <param name="today">The day (UTC).</param>
    public double Days(IEnumerable<Bounce> bounces, ListSnapshot list, AddressStanding? standing, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(list);
        DateOnly first = today.AddDays(-list.Settings.Bounces.Within + 1);
        return bounces
            .Where(bounce => bounce.Day >= first && bounce.Day <= today.AddDays(1) && !IsCleared(bounce, standing) && !IsPostsFault(bounce))
            .GroupBy(bounce => bounce.Day)
            .Sum(day => day.Max(bounce => Weight(bounce.Class)));
    }

    /// <summary>Whether a bounce counts no more, because the address was cleared since.</summary>
    public static bool IsCleared(Bounce bounce, AddressStanding? standing)
    {
        ArgumentNullException.ThrowIfNull(bounce);
        return standing is { State: StandingState.Clear } && bounce.Day <= standing.Since;
    }

    /// <summary>The list whose settings decide what is too much, and which sends the probe: that where it happened last and posts still go there; null: there is none.</summary>
    /// <param name="bounces">What came back from an address, the oldest first.</param>
    public ListSnapshot? Deciding(IReadOnlyList<Bounce> bounces) => bounces.Reverse()
        .Select(bounce => store.Find(bounce.List) is { } list && store.FindSubscriber(list, bounce.Address) is { Delivery: DeliveryMode.Each, BouncedSince: null } ? list : null)
        .FirstOrDefault(list => list is not null);

    /// <summary>Whether so much of its list sent a message back that it is the message's fault, or the host's.</summary>
    public bool IsPostsFault(Bounce bounce)
    {
        ArgumentNullException.ThrowIfNull(bounce);
        (string, DateOnly, string) key = (bounce.List.Key, bounce.Day, bounce.Key.Message);
        if (!_faults.TryGetValue(key, out bool fault))
        {
            // Of a list that is gone nobody can say from how many of how many it came back.
            fault = store.Find(bounce.List) is not { } list || IsPostsFault(list, book.CountOf(bounce.List, bounce.Day, bounce.Key.Message));
            _faults.Add(key, fault);
        }

        return fault;
    }

    /// <summary>The same of a message of which it is known from how many it came back.</summary>
    public bool IsPostsFault(ListSnapshot list, int count)
    {
        ArgumentNullException.ThrowIfNull(list);
        // Of how many that is too large a share, if they are no more.
        long most = ((count * 100L) - 1) / list.Settings.Bounces.Share;
        return count >= LeastForShare && store.CountSubscribers(list, most + 1) <= most;
    }

    private static double Weight(BounceClass why) => why switch
    {
        BounceClass.Gone => 1,
        BounceClass.Full or BounceClass.Temporary => Slowly,
        _ => 0,
    };
}
