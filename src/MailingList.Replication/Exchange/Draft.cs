using MailingList.Core.Records;
using MailingList.Replication.Consul;

namespace MailingList.Replication.Exchange;

/// <summary>What is to become of a container that records of this host belong into.</summary>
/// <param name="Stored">The container as it lies in Consul.</param>
/// <param name="Operation">How it is to be changed; null: not at all.</param>
/// <param name="Told">The records of this host that are told by that.</param>
/// <param name="IsDone">Whether all that was to go there does; otherwise it is split, or must not be touched.</param>
internal sealed record Draft(StoredContainer Stored, KeyOperation? Operation, IReadOnlyList<Record> Told, bool IsDone);
