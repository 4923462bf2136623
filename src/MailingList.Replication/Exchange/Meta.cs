using System.Text.Json.Serialization;

namespace MailingList.Replication.Exchange;

/// <summary>What says which cluster the values under the prefix belong to.</summary>
/// <param name="Format">The version of what lies there.</param>
/// <param name="Cluster">The cluster.</param>
internal sealed record Meta([property: JsonPropertyName("format")] int Format, [property: JsonPropertyName("cluster")] string Cluster);

/// <summary>Reads and writes it without reflection.</summary>
[JsonSerializable(typeof(Meta))]
internal sealed partial class MetaJson : JsonSerializerContext;
