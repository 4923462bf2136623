namespace MailingList.Core.Records;

/// <summary>What a host remembers of its exchanges with the others.</summary>
/// <param name="Cluster">The cluster it is a member of; null: it stands alone.</param>
/// <param name="Instance">What tells this database apart from another one of a host of the same name.</param>
/// <param name="Sequence">The number of the last container that this host wrote and knows to be in Consul: less there means that Consul lost it.</param>
/// <param name="Reserved">The highest number that it may have written: more in Consul means that this database is an older one.</param>
/// <param name="FullRead">When it last read everything; null: never.</param>
/// <param name="Exchange">When it last heard what there is to hear; null: never.</param>
/// <param name="Seen">How far it has read of each other host's feed, by the host's name.</param>
public sealed record ReplicaState(
    string? Cluster,
    string Instance,
    long Sequence,
    long Reserved,
    DateTimeOffset? FullRead,
    DateTimeOffset? Exchange,
    IReadOnlyDictionary<string, FeedPosition> Seen);

/// <summary>A place in another host's feed.</summary>
/// <param name="Instance">Which of that host's databases wrote it.</param>
/// <param name="Sequence">The number of the last container that was read.</param>
public readonly record struct FeedPosition(string Instance, long Sequence);
