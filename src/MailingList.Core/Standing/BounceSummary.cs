using System.Globalization;

using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Standing;

/// <summary>What came back to a list within a week, for its owners: once a week, and only where there is something.</summary>
/// <param name="store">The lists.</param>
/// <param name="book">What came back.</param>
/// <param name="letters">The letters.</param>
/// <param name="time">The clock.</param>
public sealed class BounceSummary(ISubscriptionStore store, IBounceBook book, Correspondence letters, TimeProvider time)
{
    private const int MostLines = 200;

    /// <summary>Tells the owners, if they were not told this week.</summary>
    public void Tell(ListSnapshot list)
    {
        ArgumentNullException.ThrowIfNull(list);
        DateTime now = time.GetUtcNow().UtcDateTime;
        string week = string.Create(CultureInfo.InvariantCulture, $"summary {ISOWeek.GetYear(now)}-W{ISOWeek.GetWeekOfYear(now):00}");
        IReadOnlyList<string> lines = Lines(list, DateOnly.FromDateTime(now).AddDays(-7));
        if (lines.Count > 0 && book.TellOnce(list, week))
        {
            letters.SendToOwners(list, LetterKind.BounceSummary, (Placeholders.Bounces, string.Join('\n', lines)));
        }
    }

    /// <summary>A line for each address from which something came back to the list, and which is still subscribed.</summary>
    public IReadOnlyList<string> Lines(ListSnapshot list, DateOnly since)
    {
        ArgumentNullException.ThrowIfNull(list);
        List<string> lines = [];
        foreach (IGrouping<string, Bounce> address in book.Since(since).Where(bounce => bounce.List.Equals(list.Address)).GroupBy(bounce => bounce.Address.Key))
        {
            Bounce last = address.Last();
            if (store.FindSubscriber(list, last.Address) is not null)
            {
                lines.Add(lines.Count < MostLines ? Line(last, address.First().Day) : "…");
            }

            if (lines.Count > MostLines)
            {
                break;
            }
        }

        return lines;
    }

    private string Line(Bounce last, DateOnly since)
    {
        string next = book.Find(last.Address) switch
        {
            { State: StandingState.Off } off => $"no delivery since {IsoDate.Of(off.Since)}",
            { State: StandingState.Probed } probed => $"probed on {IsoDate.Of(probed.Since)}",
            _ => "counted",
        };
        return $"{last.Address}, since {IsoDate.Of(since)}, {Words.Of(last.Class)}, {next}: {last.Text ?? last.Status ?? "no reason given"}";
    }
}
