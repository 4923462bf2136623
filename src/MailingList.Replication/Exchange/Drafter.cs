using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>Merges what changed here with what lies in Consul, a container at a time; inside a write of the replica.</summary>
/// <param name="cluster">Where.</param>
/// <param name="containers">What reads and notes them.</param>
internal sealed class Drafter(Cluster cluster, ContainerStore containers)
{
    /// <summary>The most bytes of a transaction that containers may take; the rest is for the feed.</summary>
    internal const int Room = ConsulClient.LargestTransaction - 100_000;

    // Several times what so many records of the usual size take.
    private const int LargestValue = 64 * 1024;

    private readonly HashSet<RecordRange> _untouchable = [];
    private readonly HashSet<string> _split = [];

    private IReplica Replica => cluster.Replica;

    /// <summary>The keys of the containers that were split since this was asked the last time.</summary>
    internal IReadOnlyList<string> TakeSplit()
    {
        string[] split = [.. _split];
        _split.Clear();
        return split;
    }

    /// <summary>Whether a range can be written, as far as is known.</summary>
    internal bool MayTouch(RecordRange range) => !_untouchable.Contains(range);

    /// <summary>Merges; what others put there is taken over on the way.</summary>
    /// <param name="stored">The container in Consul.</param>
    /// <param name="moved">Records that are to move there from another container.</param>
    internal Draft Merge(StoredContainer stored, IEnumerable<Record> moved)
    {
        containers.Note(stored);
        if (!stored.MayWrite)
        {
            return Untouchable(stored);
        }

        var merged = new Dictionary<(string Kind, string Key), Record>();
        bool changed = stored.Trouble is not null;
        foreach (Record theirs in stored.Content.Records)
        {
            // What is dropped, or stands there twice, is a change.
            bool isKept = TakeOver(theirs);
            changed |= !isKept || merged.ContainsKey((theirs.Kind.Name, theirs.Key));
            if (isKept)
            {
                Put(merged, theirs);
            }
        }

        foreach (Record record in moved.Where(TakeOver))
        {
            changed |= Put(merged, record);
        }

        IReadOnlyList<Record> ours = Replica.UnpublishedIn(stored.Range!);
        // An old deletion is news to whoever still has what it ends; what is kept for a while only is none any more.
        foreach (Record mine in ours.Where(mine => mine.Kind.Kept is null || !IsForgotten(mine)))
        {
            changed |= Put(merged, mine);
        }

        return changed ? Write(stored, [.. merged.Values], ours) : new Draft(stored, null, ours, IsDone: true);
    }

    /// <summary>A version stands in the place of an earlier one.</summary>
    private static bool Put(Dictionary<(string Kind, string Key), Record> merged, Record record)
    {
        bool stands = !merged.TryGetValue((record.Kind.Name, record.Key), out Record? other) || record.IsLaterThan(other);
        if (stands)
        {
            merged[(record.Kind.Name, record.Key)] = record;
        }

        return stands;
    }

    // Says whether it is still worth telling.
    private bool TakeOver(Record record) => Replica.Merge(record) != Merged.Dead && !IsForgotten(record);

    private bool IsForgotten(Record record) => record.IsForgotten(cluster.Time.GetUtcNow());

    private Draft Write(StoredContainer stored, IReadOnlyList<Record> records, IReadOnlyList<Record> ours)
    {
        Container content = stored.Content with { Records = records };
        if (content.IsEmpty)
        {
            return new Draft(stored, stored.Index == 0 ? null : new KeyOperation.CheckAndDelete(stored.Key, stored.Index), ours, IsDone: true);
        }

        (byte[] value, ulong flags, int unpacked) = ContainerWriter.Write(content);
        bool isLarge = records.Count > Container.Most || ((value.Length > LargestValue || unpacked > Packing.LargestUnpacked / 2) && records.Count > 1);
        if (isLarge && stored.Range!.Digits.Length < ContainerName.MostDigits)
        {
            // All of it moves into sixteen; the next round finds it there.
            _split.Add(stored.Key);
            Replica.Deepen(stored.Range.List, stored.Range.Group, stored.Range.Digits.Length + 1);
            Replica.MarkUnpublished(stored.Range);
            return new Draft(stored, null, [], IsDone: false);
        }

        var operation = new KeyOperation.CheckAndSet(stored.Key, value, flags, stored.Index);
        if (cluster.Consul.SizeInTransaction(operation) <= Room)
        {
            return new Draft(stored, operation, ours, IsDone: true);
        }

        string trouble = $"is too large with what is to be added to it: {value.Length} bytes";
        cluster.Log.Warning($"Consul: {stored.Key}: {trouble}");
        Replica.Note(stored.Key, trouble);
        return Untouchable(stored);
    }

    private Draft Untouchable(StoredContainer stored)
    {
        _untouchable.Add(stored.Range!);
        return new Draft(stored, null, [], IsDone: false);
    }
}
