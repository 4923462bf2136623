namespace MailingList.Replication.Consul;

/// <summary>Why Consul did not do what it was asked.</summary>
public enum ConsulProblem
{
    /// <summary>No connection, or it broke before the whole answer was there; TLS that fails is that too. A write may have been done.</summary>
    Unreachable,

    /// <summary>No whole answer within the time limit. A write may have been done.</summary>
    TimedOut,

    /// <summary>The token is missing, unknown, or may not do this (401, 403).</summary>
    Refused,

    /// <summary>The servers have no leader, or the agent does not reach it. A write may have been done.</summary>
    NoLeader,

    /// <summary>The value or the transaction is over Consul's limit (413).</summary>
    TooLarge,

    /// <summary>Another status, or an answer that cannot be read: perhaps not Consul's.</summary>
    Unexpected,
}
