using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>
/// Hears what the others changed: looks at their feeds, a few KiB however large the lists are, and reads the containers that are named
/// there; or everything, where the feeds do not reach back far enough, or something was lost.
/// </summary>
/// <param name="cluster">Where.</param>
public sealed class Follower(Cluster cluster)
{
    private static readonly TimeSpan FullReadEvery = TimeSpan.FromDays(1);

    private readonly ContainerStore _containers = new(cluster);
    private ulong _index;

    private IReplica Replica => cluster.Replica;

    /// <summary>Looks at the feeds, and takes over what is new.</summary>
    /// <param name="wait">How long Consul may wait for something new; zero: not at all.</param>
    /// <param name="isPatient">Whether there is time for the full read of every day; one that cannot be put off is made in any case.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many records were taken over.</returns>
    /// <exception cref="ConsulException">Consul does not do its part; the next call goes on from there.</exception>
    public async Task<long> FollowAsync(TimeSpan wait, bool isPatient, CancellationToken cancellation)
    {
        KeyValues entries = await cluster.Consul
            .ReadAllAsync(Feed.Prefix, ReadMode.Stale, new BlockingQuery(wait > TimeSpan.Zero ? _index : 0, wait), cancellation).ConfigureAwait(false);
        _index = BlockingIndex.Next(_index, entries.Index);
        await Membership.RequireAsync(cluster, cancellation).ConfigureAwait(false);
        IReadOnlyList<Feed> feeds = Readable(entries);
        return await WhyEverythingAsync(feeds, isPatient, cancellation).ConfigureAwait(false) is { } why
            ? await ReadEverythingAsync(why, cancellation).ConfigureAwait(false)
            : await ReadNewsAsync(feeds, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads everything.</summary>
    /// <param name="why">For the log.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<long> ReadEverythingAsync(string why, CancellationToken cancellation)
    {
        // Positions from before the reading: what is written meanwhile is read again.
        KeyValues entries = await cluster.Consul.ReadAllAsync(Feed.Prefix, ReadMode.Stale, null, cancellation).ConfigureAwait(false);
        return await new FullReader(cluster).ReadAsync(Readable(entries), why, cancellation).ConfigureAwait(false);
    }

    private List<Feed> Readable(KeyValues entries)
    {
        var feeds = new List<Feed>();
        foreach (KeyValue entry in entries.Entries)
        {
            try
            {
                feeds.Add(Feed.Read(entry));
            }
            catch (UnreadableContainerException error)
            {
                cluster.Log.Warning($"Consul: {entry.Key}: {error.Message}");
                Replica.Write(() =>
                {
                    Replica.Note(entry.Key, error.Message);
                    return true;
                });
            }
        }

        return feeds;
    }

    private async Task<string?> WhyEverythingAsync(IReadOnlyList<Feed> feeds, bool isPatient, CancellationToken cancellation)
    {
        ReplicaState state = Replica.State;
        if (state.FullRead is not { } last)
        {
            return "it is the first time";
        }

        // A clock that was set back makes the last time lie ahead.
        if (isPatient && (cluster.Time.GetUtcNow() - last).Duration() >= FullReadEvery)
        {
            return "a day has passed";
        }

        if (IsBehind(feeds.FirstOrDefault(feed => feed.Host == cluster.Host), state) && await HasLostAsync(cancellation).ConfigureAwait(false))
        {
            return "Consul lost what this host had published";
        }

        if (feeds.FirstOrDefault(feed => feed.Host == cluster.Host && feed.Instance == state.Instance)?.Sequence > state.Reserved)
        {
            return "this host's database is older than what it has published";
        }

        return Others(feeds, state).Where(feed => Missed(feed, state) is null).Select(feed => feed.Host).FirstOrDefault() is { } host
            ? $"{host} has written more than its feed tells"
            : null;
    }

    private static bool IsBehind(Feed? own, ReplicaState state) =>
        state.Sequence > 0 && (own is null || (own.Instance == state.Instance && own.Sequence < state.Sequence));

    // The server that was asked may be behind its leader, who is asked again before so much is done.
    private async Task<bool> HasLostAsync(CancellationToken cancellation)
    {
        KeyValue? entry = await cluster.Consul.ReadAsync(Feed.KeyOf(cluster.Host), ReadMode.Default, cancellation).ConfigureAwait(false);
        return entry is null || (Readable(new KeyValues([entry], 0)) is [var own] && IsBehind(own, Replica.State));
    }

    // A feed under our name by another database is another host's.
    private IEnumerable<Feed> Others(IReadOnlyList<Feed> feeds, ReplicaState state) =>
        feeds.Where(feed => feed.Host != cluster.Host || feed.Instance != state.Instance);

    private static IReadOnlyList<string>? Missed(Feed feed, ReplicaState state) =>
        feed.After(state.Seen.TryGetValue(feed.Host, out FeedPosition seen) && seen.Instance == feed.Instance ? seen.Sequence : 0);

    private async Task<long> ReadNewsAsync(IReadOnlyList<Feed> feeds, CancellationToken cancellation)
    {
        ReplicaState state = Replica.State;
        List<Feed> others = [.. Others(feeds, state)];
        List<string> keys = [.. others.SelectMany(feed => Missed(feed, state)!).Distinct()];
        (IReadOnlyList<StoredContainer> containers, bool isSure) = await ReadAsync(keys, cancellation).ConfigureAwait(false);
        return Replica.Write(() =>
        {
            long theirs = containers.Sum(TakeOver);
            // What came from a server without a leader may be old: it is read again.
            ReplicaState now = Replica.State;
            Replica.Remember(now with
            {
                Exchange = cluster.Time.GetUtcNow(),
                Seen = isSure ? Positions(now, others) : now.Seen,
            });
            return theirs;
        });
    }

    /// <summary>Where the feeds are, beside what is known of hosts without one.</summary>
    internal static IReadOnlyDictionary<string, FeedPosition> Positions(ReplicaState state, IEnumerable<Feed> feeds)
    {
        var positions = new Dictionary<string, FeedPosition>(state.Seen);
        foreach (Feed feed in feeds)
        {
            positions[feed.Host] = new FeedPosition(feed.Instance, feed.Sequence);
        }

        return positions;
    }

    private async Task<(IReadOnlyList<StoredContainer> Containers, bool IsSure)> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        try
        {
            return (await _containers.ReadAsync(keys, ReadMode.Default, cancellation).ConfigureAwait(false), true);
        }
        catch (ConsulException error) when (error.Problem is ConsulProblem.NoLeader or ConsulProblem.TimedOut)
        {
            return (await _containers.ReadAsync(keys, ReadMode.Stale, cancellation).ConfigureAwait(false), false);
        }
    }

    private long TakeOver(StoredContainer container)
    {
        _containers.Note(container);
        if (container.Range is not { } range)
        {
            return 0;
        }

        if (range.Digits.Length > 0)
        {
            Replica.Deepen(range.List, range.Group, range.Digits.Length);
        }

        return container.Content.Records.Count(record => Replica.Merge(record) == Merged.Theirs);
    }
}
