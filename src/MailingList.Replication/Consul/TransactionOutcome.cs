namespace MailingList.Replication.Consul;

/// <summary>What became of a transaction.</summary>
/// <param name="Committed">All of it was done; otherwise a check lost, and nothing was.</param>
/// <param name="Results">The entries that were written, without their values, in the order of the operations. A deletion has none.</param>
/// <param name="Errors">Consul's words about what lost, one line each; empty when it was done.</param>
public sealed record TransactionOutcome(bool Committed, IReadOnlyList<KeyValue> Results, IReadOnlyList<string> Errors);
