using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>
/// Tells the others what changed here: reads the containers that the changes belong to, merges, and writes them by check-and-set in one
/// transaction with this host's feed. Whoever else wrote one meanwhile makes the check fail, and it is read and merged again.
/// </summary>
/// <param name="cluster">Where.</param>
public sealed class Publisher(Cluster cluster)
{
    // Consul takes 64 operations in a transaction; one is the feed, one checks whose cluster it is.
    private const int MostContainers = 48;

    // Rows looked at to find the next containers.
    private const int Page = 4096;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);
    private static readonly ILookup<RecordRange, Record> Nothing = Array.Empty<Record>().ToLookup(_ => default(RecordRange)!);

    private readonly ContainerStore _containers = new(cluster);
    private Drafter _drafter = new(cluster, new ContainerStore(cluster));

    private IReplica Replica => cluster.Replica;

    /// <summary>Publishes until nothing is left, or until it is cancelled.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="progress">Is called after each transaction.</param>
    /// <returns>How many containers were written.</returns>
    /// <exception cref="ConsulException">Consul does not do its part; what is left stays to be published.</exception>
    public async Task<int> PublishAsync(CancellationToken cancellation, Action? progress = null)
    {
        if (Follower.WhyNow(cluster, Replica.State) is { } why)
        {
            await new Follower(cluster).ReadEverythingAsync(why, cancellation).ConfigureAwait(false);
            if (Follower.WhyNow(cluster, Replica.State) is not null)
            {
                return 0;
            }
        }

        // What could not be written the last time may be mended.
        _drafter = new Drafter(cluster, _containers);
        int written = 0;
        while (Next() is { Count: > 0 } ranges)
        {
            written += (await PublishAsync(ranges, Nothing, cancellation).ConfigureAwait(false)).Written;
            progress?.Invoke();
        }

        return written + await TidyAsync(_drafter.TakeSplit(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes out of containers what they need not hold: what is dead, and what belongs into deeper ones.</summary>
    /// <param name="keys">Their keys.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many containers were written.</returns>
    internal async Task<int> TidyAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        int written = 0;
        foreach (string[] portion in keys.Chunk(MostContainers))
        {
            IReadOnlyList<StoredContainer> containers = await _containers.ReadAsync(portion, ReadMode.Consistent, cancellation).ConfigureAwait(false);
            ILookup<bool, StoredContainer> outgrown = containers.ToLookup(stored => stored.Range!.Digits.Length < Replica.Digits(stored.Range.List, stored.Range.Group));
            written += (await PublishAllAsync(outgrown[false].Select(stored => stored.Range!), Nothing, cancellation).ConfigureAwait(false)).Written;
            foreach (StoredContainer stored in outgrown[true])
            {
                written += await MoveAsync(stored, cancellation).ConfigureAwait(false);
            }
        }

        return written;
    }

    private async Task<int> MoveAsync(StoredContainer stored, CancellationToken cancellation)
    {
        if (!stored.MayWrite || stored.Trouble is not null || stored.Content.Records.Count == 0)
        {
            return 0;
        }

        RecordRange from = stored.Range!;
        int digits = Replica.Digits(from.List, from.Group);
        ILookup<RecordRange, Record> moved = stored.Content.Records.ToLookup(record => RecordRange.Of(from.List, from.Group, RecordHash.Of(record.Key), digits));
        (int written, bool isDone) = await PublishAllAsync(moved.Select(range => range.Key), moved, cancellation).ConfigureAwait(false);
        if (isDone)
        {
            // Whoever wrote to it meanwhile keeps it; the next full read finds it.
            Container rest = stored.Content with { Records = [] };
            (byte[] value, ulong flags, _) = ContainerWriter.Write(rest);
            KeyOperation operation = rest.IsEmpty
                ? new KeyOperation.CheckAndDelete(stored.Key, stored.Index)
                : new KeyOperation.CheckAndSet(stored.Key, value, flags, stored.Index);
            ulong meta = await Membership.RequireForWritingAsync(cluster, cancellation).ConfigureAwait(false);
            await cluster.Consul.TransactAsync([new KeyOperation.CheckIndex(Cluster.MetaKey, meta), operation], cancellation).ConfigureAwait(false);
        }

        return written;
    }

    // Says how many were written, and whether all that was to go there did.
    private async Task<(int Written, bool IsDone)> PublishAllAsync(IEnumerable<RecordRange> ranges, ILookup<RecordRange, Record> moved, CancellationToken cancellation)
    {
        int written = 0;
        bool isDone = true;
        foreach (RecordRange[] portion in ranges.Chunk(MostContainers))
        {
            var left = portion.ToHashSet();
            while (left.Count > 0)
            {
                (int count, IReadOnlyList<Draft> drafts) = await PublishAsync([.. left], moved, cancellation).ConfigureAwait(false);
                written += count;
                isDone &= drafts.All(draft => draft.IsDone);
                left.ExceptWith(drafts.Select(draft => draft.Stored.Range!));
            }
        }

        return (written, isDone);
    }

    private List<RecordRange> Next()
    {
        for (int count = Page; ; count *= 4)
        {
            var deep = new Dictionary<(string, RecordGroup), int>();
            IReadOnlyList<(string List, RecordGroup Group, uint Hash)> places = Replica.Unpublished(count);
            List<RecordRange> ranges =
            [
                .. places
                    .Select(place => RecordRange.Of(place.List, place.Group, place.Hash, Digits(deep, place.List, place.Group)))
                    .Distinct()
                    .Where(_drafter.MayTouch)
                    .Take(MostContainers),
            ];
            if (ranges.Count > 0 || places.Count < count)
            {
                return ranges;
            }
        }
    }

    // A list that comes in one piece begins with as many containers as it needs.
    private int Digits(Dictionary<(string, RecordGroup), int> known, string list, RecordGroup group)
    {
        if (!known.TryGetValue((list, group), out int digits))
        {
            digits = Replica.Digits(list, group);
            int needed = Container.DigitsFor(Replica.CountUnpublished(list, group));
            if (needed > digits)
            {
                digits = needed;
                Replica.Write(() =>
                {
                    Replica.Deepen(list, group, needed);
                    return true;
                });
            }

            known.Add((list, group), digits);
        }

        return digits;
    }

    /// <summary>Writes some containers, all or as many as fit into a transaction; again and again where others write them at the same time.</summary>
    /// <returns>How many were written, and what became of those that were dealt with.</returns>
    private async Task<(int Written, IReadOnlyList<Draft> Drafts)> PublishAsync(
        IReadOnlyList<RecordRange> ranges, ILookup<RecordRange, Record> moved, CancellationToken cancellation)
    {
        for (int lost = 1; ; lost++)
        {
            if (await TryAsync(ranges, moved, cancellation).ConfigureAwait(false) is { } drafts)
            {
                return (drafts.Count(draft => draft.Operation is not null), drafts);
            }

            TimeSpan pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 2 << Math.Min(lost, 10)) * Random.Shared.NextDouble());
            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<Draft>?> TryAsync(IReadOnlyList<RecordRange> ranges, ILookup<RecordRange, Record> moved, CancellationToken cancellation)
    {
        ReplicaState before = Replica.State;
        Task<ulong> meta = Membership.RequireForWritingAsync(cluster, cancellation);
        Task<KeyValue?> entry = cluster.Consul.ReadAsync(Feed.KeyOf(cluster.Host), ReadMode.Consistent, cancellation);
        Task<IReadOnlyList<StoredContainer>> reading = _containers.ReadAsync([.. ranges.Select(ContainerName.Of)], ReadMode.Default, cancellation);
        await Task.WhenAll(meta, entry, reading).ConfigureAwait(false);
        var feed = new OwnFeed(cluster, before, await entry.ConfigureAwait(false));
        if (feed.IsLost)
        {
            // Before the feed goes on as if nothing had happened.
            await new Follower(cluster).ReadEverythingAsync("Consul lost what this host had published", cancellation).ConfigureAwait(false);
            return null;
        }

        IReadOnlyList<StoredContainer> stored = await reading.ConfigureAwait(false);
        List<Draft> drafts = Replica.Write(() => Fitting(stored.Select(container => _drafter.Merge(container, moved[container.Range!]))).ToList());
        List<KeyOperation> operations = [.. drafts.Select(draft => draft.Operation).OfType<KeyOperation>()];
        long sequence = 0;
        if (operations.Count > 0)
        {
            (KeyOperation write, sequence) = feed.Add([.. operations.Select(operation => operation.Key)]);
            TransactionOutcome outcome = await cluster.Consul
                .TransactAsync([new KeyOperation.CheckIndex(Cluster.MetaKey, await meta.ConfigureAwait(false)), .. operations, write], cancellation).ConfigureAwait(false);
            if (!outcome.Committed)
            {
                return null;
            }
        }

        Replica.Write(() =>
        {
            Replica.MarkPublished(drafts.SelectMany(draft => draft.Told));
            ReplicaState state = Replica.State;
            if (feed.After(state, sequence) is var after && after != state)
            {
                Replica.Remember(after);
            }

            return true;
        });
        return drafts;
    }

    // As many as there is room for in a transaction, one in any case.
    private IEnumerable<Draft> Fitting(IEnumerable<Draft> drafts)
    {
        int bytes = 0;
        foreach (Draft draft in drafts)
        {
            int size = draft.Operation is { } operation ? cluster.Consul.SizeInTransaction(operation) : 0;
            if (bytes > 0 && bytes + size > Drafter.Room)
            {
                yield break; // the rest comes next
            }

            bytes += size;
            yield return draft;
        }
    }
}
