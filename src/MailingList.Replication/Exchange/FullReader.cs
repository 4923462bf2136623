using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>Reads everything that Consul holds, and finds out what it lacks.</summary>
/// <param name="cluster">Where.</param>
internal sealed class FullReader(Cluster cluster)
{
    // So many containers are in memory at a time.
    private const int Portion = 64;

    private readonly ContainerStore _containers = new(cluster);

    private IReplica Replica => cluster.Replica;

    /// <returns>How many records were taken over.</returns>
    internal async Task<long> ReadAsync(IReadOnlyList<Feed> feeds, string why, CancellationToken cancellation)
    {
        (IReadOnlyList<string> keys, ReadMode mode) = await KeysAsync(cancellation).ConfigureAwait(false);
        ReplicaState before = Replica.State;
        using IFullRead fullRead = Replica.BeginFullRead();
        var troubled = new HashSet<string>();
        foreach (string[] portion in keys.Where(IsContainer(troubled)).Chunk(Portion))
        {
            Take(await _containers.ReadAsync(portion, mode, cancellation).ConfigureAwait(false), fullRead, troubled);
        }

        bool wasAway = IsForgotten(before, feeds) && mode == ReadMode.Default;
        (long theirs, long missing) = fullRead.Finish(wasAway);
        Replica.Write(() =>
        {
            // Troubles with values that are gone.
            foreach (string gone in Replica.Troubles.Keys.Except(troubled).Where(key => !key.StartsWith(Feed.Prefix, StringComparison.Ordinal)))
            {
                Replica.Note(gone, null);
            }

            DateTimeOffset now = cluster.Time.GetUtcNow();
            ReplicaState state = Replica.State;
            Feed? own = feeds.FirstOrDefault(feed => feed.Host == cluster.Host && feed.Instance == state.Instance);
            Replica.Remember(state with
            {
                FullRead = now,
                Exchange = now,
                // Consul lost the rest, or this database is an older one: from here it goes on.
                Sequence = own?.Sequence ?? 0,
                Reserved = Math.Max(own?.Sequence ?? 0, state.Reserved),
                Seen = mode == ReadMode.Default ? Follower.Positions(state, feeds.Where(feed => feed != own)) : state.Seen,
            });
            return true;
        });
        string consequence = missing == 0 ? string.Empty : wasAway ? $", {missing} dropped: this host was away for too long" : $", {missing} to be published again";
        cluster.Log.Information($"read everything ({why}): {keys.Count} values, {theirs} records new here{consequence}");
        return theirs;
    }

    // Only where Consul still knows this host: a Consul that lost everything must not take it from us too.
    private bool IsForgotten(ReplicaState state, IReadOnlyList<Feed> feeds) =>
        state.Exchange is { } last && cluster.Time.GetUtcNow() - last > Record.DeletionsKept
        && feeds.Any(feed => feed.Host == cluster.Host && feed.Instance == state.Instance && feed.Sequence >= state.Sequence);

    private async Task<(IReadOnlyList<string> Keys, ReadMode Mode)> KeysAsync(CancellationToken cancellation)
    {
        try
        {
            return (await cluster.Consul.ListKeysAsync(string.Empty, ReadMode.Default, cancellation).ConfigureAwait(false), ReadMode.Default);
        }
        catch (ConsulException error) when (error.Problem is ConsulProblem.NoLeader or ConsulProblem.TimedOut)
        {
            return (await cluster.Consul.ListKeysAsync(string.Empty, ReadMode.Stale, cancellation).ConfigureAwait(false), ReadMode.Stale);
        }
    }

    private Func<string, bool> IsContainer(HashSet<string> troubled) => key =>
    {
        if (ContainerName.TryParse(key, out _))
        {
            return true;
        }

        if (!Layout.IsOurs(key))
        {
            const string Stranger = "is not ours: delete it, or choose another prefix";
            cluster.Log.Warning($"Consul: {key}: {Stranger}");
            troubled.Add(key);
            Replica.Write(() =>
            {
                Replica.Note(key, Stranger);
                return true;
            });
        }

        return false;
    };

    private void Take(IReadOnlyList<StoredContainer> containers, IFullRead fullRead, HashSet<string> troubled)
    {
        fullRead.Add(containers.SelectMany(container => container.Content.Records));
        Replica.Write(() =>
        {
            foreach (StoredContainer container in containers)
            {
                _containers.Note(container);
                if (container.Trouble is not null || container.Content.Refused.Count > 0)
                {
                    troubled.Add(container.Key);
                }

                if (container.Range is { Digits.Length: > 0 } range)
                {
                    Replica.Deepen(range.List, range.Group, range.Digits.Length);
                }
            }

            return true;
        });
    }
}
