namespace MailingList.Replication.Status;

/// <summary>What this host knows of the cluster, and what it found out by asking.</summary>
/// <param name="Cluster">The cluster; null: this host is not a member of one yet.</param>
/// <param name="HasQuorum">Whether Consul takes changes.</param>
/// <param name="Problem">Why Consul cannot be asked or does not take changes, or why nothing is exchanged; null: all is well.</param>
/// <param name="Unpublished">How many changes of this host the others have not been told of.</param>
/// <param name="Exchange">When this host last heard what there is to hear; null: never.</param>
/// <param name="ClockAhead">How far the latest change is ahead of this host's clock: another host's clock is, or this one's was set back.</param>
/// <param name="Hosts">All hosts, by name.</param>
/// <param name="Troubles">Values in Consul that this host cannot use, by their keys.</param>
public sealed record ClusterStatus(
    string? Cluster,
    bool HasQuorum,
    string? Problem,
    long Unpublished,
    DateTimeOffset? Exchange,
    TimeSpan ClockAhead,
    IReadOnlyList<HostStatus> Hosts,
    IReadOnlyDictionary<string, string> Troubles);

/// <summary>One host.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Agent">Its agent: <c>passing</c>, <c>critical</c>, or <c>none</c>.</param>
/// <param name="Seen">The last sign of life: of its agent, or in its feed; by its own clock. Null: there was none.</param>
/// <param name="Version">The version of the program on it; null where nobody knows.</param>
/// <param name="Behind">How many of its containers this host has not read yet; null: it has to read everything. 0 for this host.</param>
/// <param name="Unpublished">How many of its changes it has not told yet; null without an agent.</param>
/// <param name="ClockAhead">How far its clock is ahead of this host's, at least; negative: behind. Null where nobody knows.</param>
public sealed record HostStatus(
    string Host,
    string Agent,
    DateTimeOffset? Seen,
    string? Version,
    long? Behind,
    long? Unpublished,
    TimeSpan? ClockAhead);
