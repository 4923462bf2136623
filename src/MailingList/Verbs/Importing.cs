using System.Globalization;

using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Import;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;

namespace MailingList.Verbs;

/// <summary>An import on its way: writes in portions, so that others get their turn, counts, and shows how far it is.</summary>
/// <param name="session">The store.</param>
/// <param name="list">The list.</param>
/// <param name="cause">Who imports.</param>
internal sealed class Importing(Session session, ListSnapshot list, Cause cause)
{
    // Others write between two portions; each takes some tenths of a second.
    private const int Portion = 20_000;

    private readonly Dictionary<Change, long> _counts = [];
    private long _lines;

    /// <summary>How many lines were refused.</summary>
    internal long Refused { get; private set; }

    /// <summary>What was done, in words.</summary>
    internal string Summary =>
        $"{Count(Change.Added)} new, {Count(Change.Altered)} changed, {Count(Change.None)} unchanged, {Count(Change.Removed)} removed, {Number(Refused)} refused";

    /// <summary>Subscribes everybody.</summary>
    internal void Add(IEnumerable<ImportLine> lines)
    {
        foreach (ImportLine[] portion in lines.Where(IsTaken).Chunk(Portion))
        {
            // In the order in which they are stored, a portion touches each page once. Stable: of two lines for one address the last counts.
            Write(portion.Select(line => line.Request!).OrderBy(request => request.Address.Key, StringComparer.Ordinal), Put);
        }

        EndProgress();
        session.Database.Checkpoint();
    }

    /// <summary>Makes the list equal to the lines.</summary>
    internal void Synchronise(IEnumerable<ImportLine> lines, bool yes)
    {
        List<ImportLine> taken = [.. lines.Where(IsTaken)];
        if (Refused > 0)
        {
            EndProgress();
            throw new Failure(FailureKind.BadData, "5.6.0", $"nothing was changed: {Number(Refused)} lines were refused, and --sync could remove whom they mean");
        }

        var wanted = taken.Select(line => line.Request!.Address.Key).ToHashSet(StringComparer.Ordinal);
        long before = 0;
        List<EmailAddress> going = [];
        foreach (Subscriber subscriber in session.Lists.Subscribers.All(list))
        {
            before++;
            if (!wanted.Contains(subscriber.Address.Key))
            {
                going.Add(subscriber.Address);
            }
        }

        EndProgress();
        if (going.Count * 10L > before)
        {
            Confirmation.Require(yes, $"{Number(going.Count)} of {Number(before)} subscribers of {list.Address} are not in the file and will be removed");
        }

        // Those who come first: should it be interrupted, nobody is missing who shall be there.
        Add(taken);
        foreach (EmailAddress[] portion in going.Chunk(Portion))
        {
            Write(portion, Remove);
        }
    }

    // That somebody came by a file their own record tells: a line in the log for each of a million would double what the hosts share.
    private Change Put(SubscriberRequest request)
    {
        Change change = session.Lists.Subscribers.Put(list, request, Cause.Import);
        if (change == Change.Altered)
        {
            session.Subscriptions.Note(list, request.Address, SubscriberEventKind.Changed, cause, string.Empty);
        }

        return change;
    }

    private Change Remove(EmailAddress address)
    {
        Change change = session.Lists.Subscribers.Remove(list, address);
        if (change == Change.Removed)
        {
            session.Subscriptions.Note(list, address, SubscriberEventKind.Unsubscribed, cause, "--sync");
        }

        return change;
    }

    private void Write<T>(IEnumerable<T> portion, Func<T, Change> change)
    {
        List<Change> changes = session.Database.Write(() => portion.Select(change).ToList());
        changes.ForEach(made => _counts[made] = _counts.GetValueOrDefault(made) + 1);
    }

    private bool IsTaken(ImportLine line)
    {
        ShowProgress();
        string? refusal = line.Refusal
            ?? (line.Request!.Address.Equals(list.Address) ? $"{list.Address} cannot subscribe to itself" : null);
        if (refusal is null)
        {
            return true;
        }

        Refused++;
        EndProgress();
        Console.Error.WriteLine($"line {line.Number}: {Output.Table.Plain(refusal)}");
        return false;
    }

    private void ShowProgress()
    {
        if (++_lines % 1000 == 0 && !Console.IsErrorRedirected)
        {
            Console.Error.Write($"\r{Number(_lines)} lines");
        }
    }

    private void EndProgress()
    {
        if (_lines >= 1000 && !Console.IsErrorRedirected)
        {
            Console.Error.Write("\r\x1b[K");
        }
    }

    private string Count(Change change) => Number(_counts.GetValueOrDefault(change));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
