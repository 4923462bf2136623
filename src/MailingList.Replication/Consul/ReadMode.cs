namespace MailingList.Replication.Consul;

/// <summary>How fresh an answer must be (Consul's "consistency modes").</summary>
public enum ReadMode
{
    /// <summary>What the leader knows: one that was cut off from the others, or has only just been elected, may not know the last that was written.</summary>
    Default,

    /// <summary>What the asked server knows, leader or not: old by milliseconds, or by as long as it is cut off.</summary>
    Stale,

    /// <summary>All that was written before, at the price of a round trip between the servers: the leader asks a majority whether it still is one.</summary>
    Consistent,
}
