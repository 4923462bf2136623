using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>This host's feed as it lies in Consul, and how it goes on.</summary>
/// <param name="cluster">Where.</param>
/// <param name="state">What this host knew before it asked: other processes of this host publish at the same time, and what they note afterwards cannot be in the answer.</param>
/// <param name="entry">What lies there, by the leader; null: nothing.</param>
internal sealed class OwnFeed(Cluster cluster, ReplicaState state, KeyValue? entry)
{
    private readonly Feed? _feed = Read(entry);

    /// <summary>Whether Consul does not have any more what this host had published.</summary>
    internal bool IsLost => state.Sequence > 0 && (entry is null || _feed?.Sequence < state.Sequence) && (_feed is null || IsOurs);

    private bool IsOurs => _feed?.Instance == state.Instance;

    /// <summary>The write that tells of some containers more, and the number of the last.</summary>
    internal (KeyOperation Write, long Sequence) Add(IReadOnlyList<string> keys)
    {
        // In the place of what cannot be read, or is another database's, begins one that says that it does not say all.
        Feed before = IsOurs ? _feed! : new Feed(cluster.Host, state.Instance, _feed?.Sequence ?? state.Sequence, default, cluster.Version, []);
        Feed feed = before.Add(keys, cluster.Time.GetUtcNow(), cluster.Version);
        (byte[] value, ulong flags) = feed.Write();
        return (new KeyOperation.CheckAndSet(Feed.KeyOf(cluster.Host), value, flags, entry?.ModifyIndex ?? 0), feed.Sequence);
    }

    /// <summary>What this host remembers when the write is done: its number, unless others were before it that this database does not know of.</summary>
    internal ReplicaState After(ReplicaState now, long sequence) =>
        sequence > now.Sequence && (!IsOurs || _feed!.Sequence <= now.Sequence) ? now with { Sequence = sequence } : now;

    private static Feed? Read(KeyValue? entry)
    {
        try
        {
            return entry is null ? null : Feed.Read(entry);
        }
        catch (UnreadableContainerException)
        {
            return null; // noted by whoever follows
        }
    }
}
