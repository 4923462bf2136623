using MailingList.Core.Records;
using MailingList.Replication.Consul;

namespace MailingList.Replication.Exchange;

/// <summary>What the parts of an exchange work with.</summary>
/// <param name="Replica">This host's store.</param>
/// <param name="Consul">Where the hosts meet.</param>
/// <param name="Host">This host's name.</param>
/// <param name="Version">This program's version.</param>
/// <param name="Time">This host's clock.</param>
/// <param name="Log">Who is told what went wrong.</param>
public sealed record Cluster(IReplica Replica, ConsulClient Consul, string Host, string Version, TimeProvider Time, IExchangeLog Log)
{
    /// <summary>The key of what says which cluster the values under the prefix belong to.</summary>
    public const string MetaKey = "meta";
}
