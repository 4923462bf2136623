namespace MailingList.Replication.Consul;

/// <summary>One entry of Consul's store.</summary>
/// <param name="Key">Its key, below the prefix of <see cref="ConsulOptions"/>.</param>
/// <param name="Value">Its value; empty in the results of a transaction, which Consul gives without values.</param>
/// <param name="Flags">A number that belongs to the writer; Consul does not look at it.</param>
/// <param name="CreateIndex">Consul's index at which the entry came into being.</param>
/// <param name="ModifyIndex">Consul's index of the last change: what a check-and-set compares.</param>
/// <param name="Session">The session that holds the entry as a lock; or null.</param>
public sealed record KeyValue(string Key, ReadOnlyMemory<byte> Value, ulong Flags, ulong CreateIndex, ulong ModifyIndex, string? Session);
