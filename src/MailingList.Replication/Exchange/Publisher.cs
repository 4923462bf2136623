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
    // Consul takes 64 operations (one is the feed) and 512 KiB of JSON in a transaction, where values stand in base64.
    private const int MostContainers = 48;
    private const int MostBytes = 340_000;
    // Rows looked at to find the next containers.
    private const int Page = 4096;
    // Numbers are reserved before they are used, so many at a time: reserving is a write to the disk.
    private const int Reserve = 4096;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly ContainerStore _containers = new(cluster);
    private readonly HashSet<RecordRange> _untouchable = [];

    private IReplica Replica => cluster.Replica;

    /// <summary>Publishes until nothing is left, or until it is cancelled.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="progress">Is called after each transaction.</param>
    /// <returns>How many containers were written.</returns>
    /// <exception cref="ConsulException">Consul does not do its part; what is left stays to be published.</exception>
    public async Task<int> PublishAsync(CancellationToken cancellation, Action? progress = null)
    {
        int written = 0;
        int lost = 0;
        _untouchable.Clear();
        while (Next() is { Count: > 0 } ranges)
        {
            int? now = await PublishAsync(ranges, cancellation).ConfigureAwait(false);
            written += now ?? 0;
            progress?.Invoke();
            lost = now is null ? lost + 1 : 0;
            if (lost > 0)
            {
                TimeSpan pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 2 << Math.Min(lost, 10)) * Random.Shared.NextDouble());
                await Task.Delay(pause, cluster.Time, cancellation).ConfigureAwait(false);
            }
        }

        return written;
    }

    private List<RecordRange> Next()
    {
        var deep = new Dictionary<(string, RecordGroup), int>();
        return
        [
            .. Replica.Unpublished(Page)
                .Select(place => RecordRange.Of(place.List, place.Group, place.Hash, Digits(deep, place.List, place.Group)))
                .Distinct()
                .Where(range => !_untouchable.Contains(range))
                .Take(MostContainers),
        ];
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

    /// <returns>How many containers were written; null when others wrote one of them at the same time.</returns>
    private async Task<int?> PublishAsync(List<RecordRange> ranges, CancellationToken cancellation)
    {
        Task<KeyValue?> feedEntry = cluster.Consul.ReadAsync(Feed.KeyOf(cluster.Host), ReadMode.Default, cancellation);
        IReadOnlyList<StoredContainer> stored = await _containers.ReadAsync([.. ranges.Select(ContainerName.Of)], ReadMode.Default, cancellation).ConfigureAwait(false);
        KeyValue? old = await feedEntry.ConfigureAwait(false);

        var transaction = new List<KeyOperation>();
        var told = new List<Record>();
        var keys = new List<string>();
        int bytes = 0;
        foreach (Draft draft in Replica.Write(() => stored.Select(Merge).ToList()))
        {
            if (draft.Value is { } value)
            {
                bytes += value.Length;
                if (bytes > MostBytes && keys.Count > 0)
                {
                    break; // the rest comes next
                }

                transaction.Add(new KeyOperation.CheckAndSet(draft.Stored.Key, value, draft.Flags, draft.Stored.Index));
                keys.Add(draft.Stored.Key);
            }

            told.AddRange(draft.Ours);
        }

        long sequence = 0;
        if (keys.Count > 0)
        {
            Feed feed = Own(old).Add(keys, cluster.Time.GetUtcNow(), cluster.Version);
            sequence = feed.Sequence;
            ReserveUpTo(sequence);
            (byte[] value, ulong flags) = feed.Write();
            transaction.Add(new KeyOperation.CheckAndSet(Feed.KeyOf(cluster.Host), value, flags, old?.ModifyIndex ?? 0));
            TransactionOutcome outcome = await cluster.Consul.TransactAsync(transaction, cancellation).ConfigureAwait(false);
            if (!outcome.Committed)
            {
                return null;
            }
        }

        Replica.Write(() =>
        {
            Replica.MarkPublished(told);
            ReplicaState state = Replica.State;
            if (sequence > state.Sequence)
            {
                Replica.Remember(state with { Sequence = sequence });
            }

            return true;
        });
        return keys.Count;
    }

    // What others put there is taken over on the way.
    private Draft Merge(StoredContainer stored)
    {
        _containers.Note(stored);
        if (!stored.MayWrite)
        {
            _untouchable.Add(stored.Range!);
            return new Draft(stored, null, 0, []);
        }

        DateTimeOffset now = cluster.Time.GetUtcNow();
        var merged = new Dictionary<(string Kind, string Key), Record>();
        bool changed = stored.Trouble is not null;
        foreach (Record theirs in stored.Content.Records)
        {
            if (Replica.Merge(theirs) == Merged.Dead || theirs.IsForgotten(now))
            {
                changed = true;
            }
            else
            {
                merged[(theirs.Kind.Name, theirs.Key)] = theirs;
            }
        }

        IReadOnlyList<Record> ours = Replica.UnpublishedIn(stored.Range!);
        foreach (Record mine in ours)
        {
            if (!merged.TryGetValue((mine.Kind.Name, mine.Key), out Record? theirs) || mine.IsLaterThan(theirs))
            {
                merged[(mine.Kind.Name, mine.Key)] = mine;
                changed = true;
            }
        }

        if (merged.Count > Container.Most && stored.Range!.Digits.Length < ContainerName.MostDigits)
        {
            // All of it moves into sixteen; the next round finds it there.
            Replica.Deepen(stored.Range.List, stored.Range.Group, stored.Range.Digits.Length + 1);
            Replica.MarkUnpublished(stored.Range);
            return new Draft(stored, null, 0, []);
        }

        (byte[] value, ulong flags) = changed ? ContainerWriter.Write(stored.Content with { Records = [.. merged.Values] }) : ([], 0);
        return new Draft(stored, changed ? value : null, flags, ours);
    }

    private Feed Own(KeyValue? entry)
    {
        ReplicaState state = Replica.State;
        Feed? old = null;
        try
        {
            old = entry is null ? null : Feed.Read(entry);
        }
        catch (UnreadableContainerException error)
        {
            cluster.Log.Warning($"Consul: {entry!.Key}: {error.Message}; it is replaced");
        }

        return old is not null && old.Instance == state.Instance
            ? old with { Sequence = Math.Max(old.Sequence, state.Sequence), Containers = old.Sequence >= state.Sequence ? old.Containers : [] }
            : new Feed(cluster.Host, state.Instance, Math.Max(old?.Sequence ?? 0, state.Sequence), cluster.Time.GetUtcNow(), cluster.Version, []);
    }

    private void ReserveUpTo(long sequence)
    {
        if (sequence > Replica.State.Reserved)
        {
            Replica.Write(() =>
            {
                Replica.Remember(Replica.State with { Reserved = sequence + Reserve });
                return true;
            });
        }
    }

    private sealed record Draft(StoredContainer Stored, byte[]? Value, ulong Flags, IReadOnlyList<Record> Ours);
}
