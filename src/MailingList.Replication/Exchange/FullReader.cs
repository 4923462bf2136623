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
    private readonly HashSet<string> _troubled = [];
    private readonly Untidy _untidy = new(cluster);

    private IReplica Replica => cluster.Replica;

    /// <returns>How many records were taken over, and the keys of containers that hold what they need not.</returns>
    internal async Task<(long Theirs, IReadOnlyList<string> Untidy)> ReadAsync(string why, CancellationToken cancellation)
    {
        ReplicaState before = Replica.State;
        // Positions from before the reading: what is written meanwhile is read again.
        (Feeds feeds, ReadMode mode) = await FeedsAsync(cancellation).ConfigureAwait(false);
        bool isSure = mode == ReadMode.Consistent;
        using IFullRead fullRead = Replica.BeginFullRead();
        IReadOnlyList<string> keys = await cluster.Consul.ListKeysAsync(string.Empty, mode, cancellation).ConfigureAwait(false);
        foreach (string[] portion in Containers(keys).Chunk(Portion))
        {
            Take(await _containers.ReadAsync(portion, mode, cancellation).ConfigureAwait(false), fullRead);
        }

        // Only where Consul still knows what this host knew: a Consul that lost everything must not take it from us too.
        bool wasAway = isSure && Follower.WasAway(before, cluster.Time.GetUtcNow()) && feeds.StillShow(before);
        if (wasAway && _containers.HasUnreadable)
        {
            cluster.Log.Warning("this host was away for longer than deletions are kept, and cannot tell what was deleted: some values in Consul cannot be read (`mailinglist status`)");
            return (0, []);
        }

        (long theirs, long missing) = fullRead.Finish(wasAway);
        Replica.Write(() =>
        {
            // Troubles with values that are gone.
            foreach (string gone in Replica.Troubles.Keys.Except(_troubled).Where(key => !key.StartsWith(Feed.Prefix, StringComparison.Ordinal)))
            {
                Replica.Note(gone, null);
            }

            Replica.Remember(After(Replica.State, before, feeds, isSure));
            return true;
        });
        string consequence = missing == 0 ? string.Empty : wasAway ? $", {missing} dropped: this host was away for too long" : $", {missing} to be published again";
        cluster.Log.Information($"read everything ({why}): {keys.Count} values, {theirs} records new here{consequence}");
        return (theirs, isSure ? _untidy.Keys() : []);
    }

    private ReplicaState After(ReplicaState now, ReplicaState before, Feeds feeds, bool isSure)
    {
        DateTimeOffset time = cluster.Time.GetUtcNow();
        if (!isSure)
        {
            return now with { FullRead = time };
        }

        // Where Consul lost some, the numbers go backwards: to the others that is another feed.
        ReplicaState own = feeds.HaveLost(before) && now.Instance == before.Instance
            ? now with { Instance = Guid.NewGuid().ToString("N")[..before.Instance.Length], Sequence = 0, Reserved = 0 }
            : now;
        return feeds.AfterEverything(own, before) with { FullRead = time, Exchange = time };
    }

    private async Task<(Feeds Feeds, ReadMode Mode)> FeedsAsync(CancellationToken cancellation)
    {
        try
        {
            return (await Feeds.ReadAsync(cluster, ReadMode.Consistent, cancellation).ConfigureAwait(false), ReadMode.Consistent);
        }
        catch (ConsulException error) when (error.Problem is ConsulProblem.NoLeader or ConsulProblem.TimedOut)
        {
            return (await Feeds.ReadAsync(cluster, ReadMode.Stale, cancellation).ConfigureAwait(false), ReadMode.Stale);
        }
    }

    private List<string> Containers(IReadOnlyList<string> keys)
    {
        List<string> strangers = [.. keys.Where(key => !Layout.IsOurs(key))];
        if (strangers.Count > 0)
        {
            _troubled.UnionWith(strangers);
            strangers.ForEach(key => cluster.Log.Warning($"Consul: {key}: {Layout.Unknown}"));
            Replica.Write(() =>
            {
                strangers.ForEach(key => Replica.Note(key, Layout.Unknown));
                return true;
            });
        }

        return [.. keys.Where(key => ContainerName.TryParse(key, out _))];
    }

    private void Take(IReadOnlyList<StoredContainer> containers, IFullRead fullRead)
    {
        fullRead.Add(containers.SelectMany(container => container.Content.Records));
        Replica.Write(() =>
        {
            foreach (StoredContainer container in containers)
            {
                if (_containers.Note(container))
                {
                    _troubled.Add(container.Key);
                }

                _untidy.Look(container);
            }

            return true;
        });
    }
}
