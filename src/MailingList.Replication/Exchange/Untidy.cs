using MailingList.Core.Records;

namespace MailingList.Replication.Exchange;

/// <summary>
/// Finds, while everything is read, the containers that hold what they need not: what is kept no longer, records of lists that are
/// gone, and all that should lie in deeper containers since. They would come to life again once the deletion is forgotten that holds them down.
/// </summary>
/// <param name="cluster">Where.</param>
internal sealed class Untidy(Cluster cluster)
{
    private readonly List<(string Key, RecordRange Range, Stamp? LowestFloor)> _containers = [];
    private readonly HashSet<string> _keys = [];
    private readonly Dictionary<string, Stamp> _floors = [];
    private readonly DateTimeOffset _now = cluster.Time.GetUtcNow();

    internal void Look(StoredContainer container)
    {
        if (container.Range is not { } range || container.Content.Records is not [var first, ..] records)
        {
            return;
        }

        Stamp? lowest = first.Floor;
        foreach (Record record in records)
        {
            lowest = Nullable.Compare(record.Floor, lowest) < 0 ? record.Floor : lowest;
            if (record.IsForgotten(_now))
            {
                _keys.Add(container.Key);
            }

            if (record.Kind == RecordKind.List && record.Floor is { } floor)
            {
                _floors[range.List] = floor;
            }
        }

        _containers.Add((container.Key, range, lowest));
    }

    /// <summary>The keys, once all have been looked at.</summary>
    internal IReadOnlyList<string> Keys()
    {
        foreach ((string key, RecordRange range, Stamp? lowest) in _containers)
        {
            if ((_floors.TryGetValue(range.List, out Stamp floor) && Nullable.Compare(lowest, floor) < 0)
                || range.Digits.Length < cluster.Replica.Digits(range.List, range.Group))
            {
                _keys.Add(key);
            }
        }

        return [.. _keys.Order(StringComparer.Ordinal)];
    }
}
