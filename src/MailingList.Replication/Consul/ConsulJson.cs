using System.Text.Json.Serialization;

namespace MailingList.Replication.Consul;

/// <summary>Reads Consul's JSON without reflection. The names are Consul's own.</summary>
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<StoreEntry>))]
[JsonSerializable(typeof(TransactionAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(List<HealthEntry>))]
internal sealed partial class ConsulJson : JsonSerializerContext;

// What is not said is null: a server may leave anything out.
internal sealed record StoreEntry(string? Key, byte[]? Value, ulong Flags, ulong CreateIndex, ulong ModifyIndex, string? Session);

internal sealed record TransactionAnswer(List<TransactionResult>? Results, List<TransactionError>? Errors);

internal sealed record TransactionResult(StoreEntry? KV);

internal sealed record TransactionError(int OpIndex, string? What);

internal sealed record SessionAnswer(string? ID);

internal sealed record HealthEntry(HealthNode? Node, HealthService? Service, List<HealthCheck>? Checks);

internal sealed record HealthNode(string? Node, string? Address);

internal sealed record HealthService(string? ID, string? Address, int Port, Dictionary<string, string>? Meta);

internal sealed record HealthCheck(string? ServiceID, string? Status, string? Output);
