using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>The feeds of all hosts as they were read at one moment, and what follows from them.</summary>
internal sealed class Feeds
{
    private readonly Cluster _cluster;
    private readonly List<Feed> _readable = [];
    private readonly HashSet<string> _unreadable = [];

    private Feeds(Cluster cluster) => _cluster = cluster;

    /// <summary>Interprets what was read; what cannot be is noted.</summary>
    internal static Feeds Read(Cluster cluster, KeyValues entries)
    {
        var feeds = new Feeds(cluster);
        var troubles = new Dictionary<string, string>();
        foreach (KeyValue entry in entries.Entries)
        {
            try
            {
                feeds._readable.Add(Feed.Read(entry));
            }
            catch (UnreadableContainerException error)
            {
                feeds._unreadable.Add(entry.Key[Feed.Prefix.Length..]);
                troubles[entry.Key] = error.Message;
            }
        }

        feeds.Note(troubles);
        return feeds;
    }

    /// <summary>Reads them from the leader.</summary>
    internal static async Task<Feeds> ReadAsync(Cluster cluster, ReadMode mode, CancellationToken cancellation) =>
        Read(cluster, await cluster.Consul.ReadAllAsync(Feed.Prefix, mode, null, cancellation).ConfigureAwait(false));

    /// <summary>That of this host's database. One under our name by another database is another host's.</summary>
    internal Feed? Own(ReplicaState state) => _readable.Find(feed => IsOwn(feed, state));

    /// <summary>Whether Consul does not have any more what this host had published.</summary>
    internal bool HaveLost(ReplicaState state) =>
        state.Sequence > 0 && !_unreadable.Contains(_cluster.Host) && !(Own(state)?.Sequence >= state.Sequence);

    /// <summary>Whether they show that Consul has not lost what it had when this host last looked.</summary>
    internal bool StillShow(ReplicaState state) =>
        !HaveLost(state) && (state.Sequence > 0 || _readable.Any(feed => state.Seen.TryGetValue(feed.Host, out FeedPosition seen)
            && seen.Instance == feed.Instance && seen.Sequence <= feed.Sequence));

    /// <summary>Why they do not tell all that this host has missed; null: they do.</summary>
    internal string? Gap(ReplicaState state)
    {
        if (HaveLost(state))
        {
            return "Consul lost what this host had published";
        }

        if (state.Seen.Keys.FirstOrDefault(host => !_unreadable.Contains(host) && !_readable.Exists(feed => feed.Host == host)) is { } gone)
        {
            return $"Consul lost the feed of {gone}";
        }

        return _readable.Find(feed => Missed(feed, state) is null) is not { } longest ? null
            : IsOwn(longest, state) ? "this host's database is older than what it has published"
            : $"{longest.Host} has written more than its feed tells";
    }

    /// <summary>The containers that this host has missed, as far as the feeds tell.</summary>
    internal IReadOnlyList<string> News(ReplicaState state) => [.. _readable.SelectMany(feed => Missed(feed, state) ?? []).Distinct()];

    /// <summary>What this host remembers when it has read <see cref="News"/>.</summary>
    internal ReplicaState After(ReplicaState state)
    {
        var seen = new Dictionary<string, FeedPosition>(state.Seen);
        foreach (Feed feed in _readable.Where(feed => !IsOwn(feed, state) && Missed(feed, state) is not null))
        {
            seen[feed.Host] = Position(feed);
        }

        return Own(state) is { } own && own.Sequence > state.Sequence ? state with { Sequence = own.Sequence, Seen = seen } : state with { Seen = seen };
    }

    /// <summary>What this host remembers when it has read everything since it had read the feeds: no more of those that are gone.</summary>
    /// <param name="state">As of now.</param>
    /// <param name="before">As it was before the feeds were read.</param>
    internal ReplicaState AfterEverything(ReplicaState state, ReplicaState before)
    {
        var seen = state.Seen.Where(known => _unreadable.Contains(known.Key)).ToDictionary();
        foreach (Feed feed in _readable.Where(feed => !IsOwn(feed, state)))
        {
            FeedPosition position = Position(feed);
            seen[feed.Host] = HasGoneOn(feed.Host, position) ? state.Seen[feed.Host] : position;
        }

        return state with { Sequence = Math.Max(Own(state)?.Sequence ?? 0, state.Sequence), Seen = seen };

        // Another process of this host has read on meanwhile. What it knew before may be more than Consul has left.
        bool HasGoneOn(string host, FeedPosition position) => state.Seen.TryGetValue(host, out FeedPosition now)
            && now.Instance == position.Instance && now.Sequence > position.Sequence
            && !(before.Seen.TryGetValue(host, out FeedPosition then) && then == now);
    }

    // The own feed is followed too: it tells more than this database knows when that was restored from a copy, or when the process died
    // before it could note what it had published.
    private IReadOnlyList<string>? Missed(Feed feed, ReplicaState state) => feed.After(
        IsOwn(feed, state) ? state.Sequence
        : state.Seen.TryGetValue(feed.Host, out FeedPosition seen) && seen.Instance == feed.Instance ? seen.Sequence
        : 0);

    private bool IsOwn(Feed feed, ReplicaState state) => feed.Host == _cluster.Host && feed.Instance == state.Instance;

    private static FeedPosition Position(Feed feed) => new(feed.Instance, feed.Sequence);

    // Loud when it is new: this is looked at again and again.
    private void Note(Dictionary<string, string> troubles)
    {
        var known = _cluster.Replica.Troubles.Where(trouble => trouble.Key.StartsWith(Feed.Prefix, StringComparison.Ordinal)).ToDictionary();
        List<KeyValuePair<string, string>> news = [.. troubles.Except(known)];
        List<string> gone = [.. known.Keys.Except(troubles.Keys)];
        if (news.Count + gone.Count == 0)
        {
            return;
        }

        news.ForEach(trouble => _cluster.Log.Warning($"Consul: {trouble.Key}: {trouble.Value}"));
        _cluster.Replica.Write(() =>
        {
            news.ForEach(trouble => _cluster.Replica.Note(trouble.Key, trouble.Value));
            gone.ForEach(key => _cluster.Replica.Note(key, null));
            return true;
        });
    }
}
