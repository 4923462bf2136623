using MailingList.Core.Addressing;
using MailingList.Core.Bounces;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Standing;

/// <summary>From whom mail came back, and what becomes of them, for people who ask.</summary>
/// <param name="store">The lists.</param>
/// <param name="book">What came back.</param>
/// <param name="time">The clock.</param>
public sealed class BouncedAddresses(ISubscriptionStore store, IBounceBook book, TimeProvider time)
{
    private readonly Charges _charges = new(store, book);
    private readonly Recovery _recovery = new(store, book, time);

    private DateOnly Today => IsoDate.DayOf(time.GetUtcNow());

    /// <summary>The subscribers of a list from whom mail came back, whatever list sent it, and who were not cleared since; by address.</summary>
    public IEnumerable<BouncedAddress> Of(ListSnapshot list)
    {
        ArgumentNullException.ThrowIfNull(list);
        IEnumerable<EmailAddress> bounced = book.Since(DateOnly.MinValue).Select(bounce => bounce.Address);
        IEnumerable<EmailAddress> stopped = book.Open().Select(standing => standing.Address);
        return bounced.Concat(stopped).DistinctBy(address => address.Key)
            .Where(address => store.FindSubscriber(list, address) is not null)
            .OrderBy(address => address.Key, StringComparer.Ordinal)
            .Select(address => Find(list, address))
            .OfType<BouncedAddress>();
    }

    /// <summary>The same of one address, subscribed or not; null: nothing came back that was not cleared.</summary>
    /// <param name="list">The list that asks: where no other decides, its settings do.</param>
    /// <param name="address">Whose.</param>
    public BouncedAddress? Find(ListSnapshot list, EmailAddress address)
    {
        AddressStanding? standing = book.Find(address);
        Bounce[] bounces = [.. book.Known(address).Where(bounce => !Charges.IsCleared(bounce, standing))];
        return standing switch
        {
            { State: StandingState.Probed } => new BouncedAddress(address, bounces, new NextStep.Probed(standing.Since)),
            { State: StandingState.Off } => new BouncedAddress(address, bounces, new NextStep.Off(standing.Since, standing.Since.AddDays((_recovery.Deciding(standing) ?? list).Settings.Bounces.Removal))),
            _ when bounces.Length > 0 => new BouncedAddress(address, bounces, Counted(bounces, _charges.Deciding(bounces) ?? list, standing)),
            _ => null,
        };
    }

    private NextStep Counted(Bounce[] bounces, ListSnapshot list, AddressStanding? standing)
    {
        double days = _charges.Days(bounces, list, standing, Today);
        Bounce last = bounces[^1];
        return days > 0 ? new NextStep.Counted(days, list.Settings.Bounces.Days)
            : last.Class is not (BounceClass.Gone or BounceClass.Full or BounceClass.Temporary) ? new NextStep.Uncounted(Words.Of(last.Class))
            : _charges.IsPostsFault(last) ? new NextStep.Uncounted("the post's fault")
            : new NextStep.Uncounted("too long ago");
    }
}
