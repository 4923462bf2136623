namespace MailingList.Replication.Consul;

/// <summary>How fresh an answer must be (Consul's "consistency modes").</summary>
public enum ReadMode
{
    /// <summary>What the leader knows; right but for a moment after a leader was cut off from the others.</summary>
    Default,

    /// <summary>What the asked server knows, leader or not: old by milliseconds, or by as long as it is cut off.</summary>
    Stale,

    /// <summary>What the leader knows after asking a majority whether it still is one.</summary>
    Consistent,
}
