using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;
using MailingList.Replication.Status;

namespace MailingList.Replication.Exchange;

/// <summary>Takes a host out of a cluster. What it has told the others stays theirs, and what they have told it stays on it.</summary>
/// <param name="cluster">Where.</param>
public sealed class Departure(Cluster cluster)
{
    /// <summary>Makes this host stand alone: from here on it is a member of no cluster. Consul is not asked.</summary>
    public void Forget() => cluster.Replica.Write(() =>
    {
        ReplicaState state = cluster.Replica.State;
        cluster.Replica.Remember(state with { Cluster = null, Sequence = 0, FullRead = null, Exchange = null, Seen = new Dictionary<string, FeedPosition>() });
        return true;
    });

    /// <summary>What Consul knows of a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its feed's entry, and its agent's; null: there is none.</returns>
    public async Task<(KeyValue? Feed, ServiceInstance? Agent)> FindAsync(string host, CancellationToken cancellation)
    {
        KeyValue? feed = await cluster.Consul.ReadAsync(Feed.KeyOf(host), ReadMode.Consistent, cancellation).ConfigureAwait(false);
        IReadOnlyList<ServiceInstance> agents = await cluster.Consul.ServiceInstancesAsync(AgentNote.Service, ReadMode.Consistent, cancellation).ConfigureAwait(false);
        return (feed, agents.FirstOrDefault(agent => IsOf(agent, host)));
    }

    /// <summary>Takes this host's own feed out of Consul; one that another database of the same name wrote stays.</summary>
    public async Task RemoveOwnAsync(CancellationToken cancellation)
    {
        (KeyValue? feed, ServiceInstance? agent) = await FindAsync(cluster.Host, cancellation).ConfigureAwait(false);
        await RemoveAsync(feed is not null && IsAnothers(feed) ? null : feed, agent, cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes what <see cref="FindAsync"/> found out of Consul.</summary>
    public async Task RemoveAsync(KeyValue? feed, ServiceInstance? agent, CancellationToken cancellation)
    {
        while (feed is not null && !await TryRemoveAsync(feed, cancellation).ConfigureAwait(false))
        {
            feed = await cluster.Consul.ReadAsync(feed.Key, ReadMode.Consistent, cancellation).ConfigureAwait(false);
        }

        if (agent is not null)
        {
            await RemoveAsync(agent, cancellation).ConfigureAwait(false);
        }
    }

    // Whoever has not read it yet finds what it told in another host's feed.
    private async Task<bool> TryRemoveAsync(KeyValue entry, CancellationToken cancellation)
    {
        KeyValues entries = await cluster.Consul.ReadAllAsync(Feed.Prefix, ReadMode.Consistent, null, cancellation).ConfigureAwait(false);
        List<KeyOperation> operations = [new KeyOperation.CheckAndDelete(entry.Key, entry.ModifyIndex)];
        if (entries.Entries.Where(other => other.Key != entry.Key && Read(other) is not null).MaxBy(other => other.Key == Feed.KeyOf(cluster.Host)) is { } heir)
        {
            (byte[] value, ulong flags) = Read(heir)!.Inherit(Read(entry)).Write();
            operations.Add(new KeyOperation.CheckAndSet(heir.Key, value, flags, heir.ModifyIndex));
        }

        return (await cluster.Consul.TransactAsync(operations, cancellation).ConfigureAwait(false)).Committed;
    }

    private async Task RemoveAsync(ServiceInstance agent, CancellationToken cancellation)
    {
        try
        {
            // By Consul's agent that it was announced to, if that is ours: it would put it back into the catalog.
            await cluster.Consul.DeregisterServiceAsync(agent.Id, cancellation).ConfigureAwait(false);
        }
        catch (ConsulException error) when (error.Problem == ConsulProblem.Unexpected)
        {
            await cluster.Consul.DeregisterFromCatalogAsync(agent.Node, agent.Id, cancellation).ConfigureAwait(false);
        }
    }

    private bool IsOf(ServiceInstance agent, string host) =>
        agent.Meta.GetValueOrDefault(AgentNote.HostKey) == host && agent.Meta.GetValueOrDefault(AgentNote.PrefixKey) == cluster.Consul.Options.Prefix;

    private bool IsAnothers(KeyValue entry) => Read(entry) is { } feed && feed.Instance != cluster.Replica.State.Instance;

    private static Feed? Read(KeyValue entry)
    {
        try
        {
            return Feed.Read(entry);
        }
        catch (UnreadableContainerException)
        {
            return null;
        }
    }
}
