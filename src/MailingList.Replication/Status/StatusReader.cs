using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;
using MailingList.Replication.Exchange;

namespace MailingList.Replication.Status;

/// <summary>Finds out how the cluster is. Nothing of it changes anything.</summary>
/// <param name="cluster">Where.</param>
public sealed class StatusReader(Exchange.Cluster cluster)
{
    /// <summary>How often an agent says that it lives.</summary>
    public static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(15);

    // Consul holds a note back for up to 7.5 minutes where the check passes as before (its check_update_interval of 5, and some jitter).
    private static readonly TimeSpan OldestNote = TimeSpan.FromMinutes(10);

    /// <summary>Asks, as far as there is somebody to ask.</summary>
    /// <param name="last">The latest stamp that this host has seen; null: none.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ClusterStatus> ReadAsync(Stamp? last, CancellationToken cancellation)
    {
        ReplicaState state = cluster.Replica.State;
        DateTimeOffset now = cluster.Time.GetUtcNow();
        (string? problem, bool hasQuorum, bool answers) = await ProblemAsync(cancellation).ConfigureAwait(false);
        TimeSpan ahead = last is { } stamp && stamp.Time > now ? stamp.Time - now : TimeSpan.Zero;
        return new ClusterStatus(
            state.Cluster,
            hasQuorum,
            problem,
            cluster.Replica.CountUnpublished(),
            state.Exchange,
            ahead,
            await HostsAsync(state, answers, cancellation).ConfigureAwait(false),
            cluster.Replica.Troubles);
    }

    private async Task<(string? Problem, bool HasQuorum, bool Answers)> ProblemAsync(CancellationToken cancellation)
    {
        try
        {
            // Only a leader with a quorum answers this.
            await cluster.Consul.ReadAsync(Exchange.Cluster.MetaKey, ReadMode.Consistent, cancellation).ConfigureAwait(false);
        }
        catch (ConsulException error)
        {
            // Without a leader there are still the servers' own copies.
            return (error.Message, false, error.Problem is not (ConsulProblem.Unreachable or ConsulProblem.TimedOut));
        }

        try
        {
            string? ours = cluster.Replica.State.Cluster;
            string? theirs = await Membership.FindAsync(cluster.Consul, cancellation).ConfigureAwait(false);
            return (ours is null ? "this host is not a member of a cluster: run `mailinglist join`"
                : theirs is null ? "Consul holds nothing of the cluster; an agent or `mailinglist sync` publishes all of it again"
                : theirs != ours ? $"cluster {theirs} lies in Consul, this host belongs to {ours}: nothing is exchanged"
                : null, true, true);
        }
        catch (Failure failure)
        {
            return (failure.Message, true, true);
        }
    }

    private async Task<IReadOnlyList<HostStatus>> HostsAsync(ReplicaState state, bool answers, CancellationToken cancellation)
    {
        Dictionary<string, Feed> feeds = [];
        Dictionary<string, ServiceInstance> agents = [];
        // A host that left is still among those that this one has heard of.
        IEnumerable<string> known = state.Seen.Keys;
        try
        {
            if (!answers)
            {
                return Statuses();
            }

            feeds = (await FeedsAsync(cancellation).ConfigureAwait(false)).ToDictionary(feed => feed.Host);
            known = [];
            IReadOnlyList<ServiceInstance> services = await cluster.Consul.ServiceInstancesAsync(AgentNote.Service, ReadMode.Stale, cancellation).ConfigureAwait(false);
            foreach (ServiceInstance agent in services.Where(service => service.Meta.GetValueOrDefault(AgentNote.PrefixKey) == cluster.Consul.Options.Prefix))
            {
                agents[agent.Meta.GetValueOrDefault(AgentNote.HostKey, agent.Node)] = agent;
            }
        }
        catch (ConsulException)
        {
            // What this host knows by itself is shown; the problem is told already.
        }

        return Statuses();

        IReadOnlyList<HostStatus> Statuses() =>
        [
            .. known.Append(cluster.Host).Union(feeds.Keys).Union(agents.Keys).Order(StringComparer.Ordinal)
                .Select(host => Status(host, state, feeds.GetValueOrDefault(host), agents.GetValueOrDefault(host))),
        ];
    }

    private async Task<IReadOnlyList<Feed>> FeedsAsync(CancellationToken cancellation)
    {
        var feeds = new List<Feed>();
        foreach (KeyValue entry in (await cluster.Consul.ReadAllAsync(Feed.Prefix, ReadMode.Stale, null, cancellation).ConfigureAwait(false)).Entries)
        {
            try
            {
                feeds.Add(Feed.Read(entry));
            }
            catch (UnreadableContainerException)
            {
                // Among the troubles.
            }
        }

        return feeds;
    }

    private HostStatus Status(string host, ReplicaState state, Feed? feed, ServiceInstance? agent)
    {
        AgentNote? note = agent is null ? null : AgentNote.Read(agent.Output);
        DateTimeOffset? noted = note is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(note.Time);
        long seen = state.Seen.TryGetValue(host, out FeedPosition position) && position.Instance == feed?.Instance ? position.Sequence : 0;
        bool isHere = host == cluster.Host;
        return new HostStatus(
            host,
            agent is null ? "none" : Words.Of(agent.Status),
            noted > feed?.Written || feed is null ? noted : feed.Written,
            agent?.Meta.GetValueOrDefault(AgentNote.VersionKey) ?? feed?.Version,
            isHere || feed is null ? 0 : feed.After(seen) is null ? null : feed.Sequence - seen,
            isHere ? cluster.Replica.CountUnpublished() : note?.Unpublished,
            agent?.Status == ServiceStatus.Passing && noted is { } time && !isHere ? Skew(time - cluster.Time.GetUtcNow()) : null);
    }

    // What is behind by less may be the note's age.
    private static TimeSpan Skew(TimeSpan ahead) => ahead > TimeSpan.Zero || ahead < -OldestNote ? ahead : TimeSpan.Zero;
}
