using System.Globalization;

using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Standing;

/// <summary>What came back to a list in the week before this one (Monday to Sunday, UTC), for its owners: once, and only where there is something.</summary>
/// <param name="store">The lists.</param>
/// <param name="book">What came back.</param>
/// <param name="letters">The letters.</param>
/// <param name="time">The clock.</param>
public sealed class BounceSummary(ISubscriptionStore store, IBounceBook book, Correspondence letters, TimeProvider time)
{
    private const int MostLines = 200;

    private readonly BouncedAddresses _addresses = new(store, book, time);

    /// <summary>Tells the owners, if they were not told this week.</summary>
    public void Tell(ListSnapshot list)
    {
        ArgumentNullException.ThrowIfNull(list);
        DateTime now = time.GetUtcNow().UtcDateTime;
        DateTime monday = ISOWeek.ToDateTime(ISOWeek.GetYear(now), ISOWeek.GetWeekOfYear(now), DayOfWeek.Monday);
        DateTime before = monday.AddDays(-7);
        string week = string.Create(CultureInfo.InvariantCulture, $"summary {ISOWeek.GetYear(before)}-W{ISOWeek.GetWeekOfYear(before):00}");
        List<string> lines = Lines(list, bounce => bounce.Noted.UtcDateTime >= before && bounce.Noted.UtcDateTime < monday);
        if (lines.Count > 0 && book.TellOnce(list, week))
        {
            letters.SendToOwners(list, LetterKind.BounceSummary, (Placeholders.Bounces, string.Join('\n', lines)));
        }
    }

    // A line for each address that is still subscribed.
    private List<string> Lines(ListSnapshot list, Func<Bounce, bool> isAbout)
    {
        List<string> lines = [];
        DateOnly first = IsoDate.DayOf(time.GetUtcNow() - ReturnPaths.ReturnPathMint.Validity).AddDays(-14);
        foreach (IGrouping<string, Bounce> address in book.Since(first).Where(bounce => bounce.List.Equals(list.Address) && isAbout(bounce)).GroupBy(bounce => bounce.Address.Key))
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
