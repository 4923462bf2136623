namespace MailingList.Replication.Consul;

/// <summary>Asks Consul to answer only when something has changed.</summary>
/// <param name="Index">The index after which a change is news; 0: answer at once.</param>
/// <param name="Wait">How long to wait for news before answering with what there is; Consul adds up to a sixteenth, and allows 10 minutes.</param>
public readonly record struct BlockingQuery(ulong Index, TimeSpan Wait);
