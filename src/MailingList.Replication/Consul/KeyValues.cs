namespace MailingList.Replication.Consul;

/// <summary>All entries below a prefix.</summary>
/// <param name="Entries">The entries in the order of their keys; empty when there is none.</param>
/// <param name="Index">Consul's index of this answer, from which a <see cref="BlockingQuery"/> waits; 0 when Consul did not say.</param>
public sealed record KeyValues(IReadOnlyList<KeyValue> Entries, ulong Index);
