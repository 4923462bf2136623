using System.Globalization;

using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Standing;

/// <summary>What came back to a list in the week before this one (Monday to Sunday, UTC), for its owners: once, and only where there is something.</summary>
/// <param name="store">The lists.</param>
/// <param name="book">What came back.</param>
/// <param name="time">The clock.</param>
public sealed class BounceSummary(ISubscriptionStore store, IBounceBook book, TimeProvider time)
{
    private const int MostLines = 200;

    private readonly BouncedAddresses _addresses = new(store, book, time);

    /// <summary>The letters that are due, each in a transaction of its own.</summary>
    public IEnumerable<Action<Correspondence>> Steps()
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        DateTime monday = ISOWeek.ToDateTime(ISOWeek.GetYear(now), ISOWeek.GetWeekOfYear(now), DayOfWeek.Monday);
        DateTimeOffset from = new(monday.AddDays(-7), TimeSpan.Zero);
        DateTimeOffset to = new(monday, TimeSpan.Zero);
        string week = string.Create(CultureInfo.InvariantCulture, $"summary {ISOWeek.GetYear(from.Date)}-W{ISOWeek.GetWeekOfYear(from.Date):00}");
        return book.ListsNoted(from, to)
            .Select(store.Find).OfType<ListSnapshot>()
            .Where(list => !book.IsTold(list, week))
            .Select(list => new Action<Correspondence>(letters => Tell(list, week, book.Noted(list.Address, from, to), letters)));
    }

    private void Tell(ListSnapshot list, string week, IReadOnlyList<Bounce> bounces, Correspondence letters)
    {
        List<string> lines = Lines(list, bounces);
        if (lines.Count > 0 && book.TellOnce(list, week))
        {
            letters.SendToOwners(list, LetterKind.BounceSummary, (Placeholders.Bounces, string.Join('\n', lines)));
        }
    }

    // A line for each address that is still subscribed.
    private List<string> Lines(ListSnapshot list, IReadOnlyList<Bounce> bounces)
    {
        List<string> lines = [];
        foreach (IGrouping<string, Bounce> address in bounces.GroupBy(bounce => bounce.Address.Key))
        {
            Bounce last = address.Last();
            if (store.FindSubscriber(list, last.Address) is not null)
            {
                lines.Add(lines.Count < MostLines ? Line(list, last, address.First().Day) : "…");
            }

            if (lines.Count > MostLines)
            {
                break;
            }
        }

        return lines;
    }

    private string Line(ListSnapshot list, Bounce last, DateOnly since)
    {
        string next = _addresses.Find(list, last.Address)?.Next.Text ?? "counts nothing: cleared";
        return $"{last.Address}, since {IsoDate.Of(since)}, {Words.Of(last.Class)}, {next}: {last.Text ?? last.Status ?? "no reason given"}";
    }
}
