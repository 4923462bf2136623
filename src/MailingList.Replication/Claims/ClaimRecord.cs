using System.Text.Json;
using System.Text.Json.Serialization;

using MailingList.Replication.Consul;

namespace MailingList.Replication.Claims;

/// <summary>A claim on a post as it lies in Consul.</summary>
/// <param name="Host">Who has it.</param>
/// <param name="IsDone">Whether everybody has the post.</param>
/// <param name="Time">When, by that host's clock; milliseconds since 1970. Only for sweeping.</param>
internal sealed record ClaimRecord(
    [property: JsonPropertyName("host")] string Host,
    [property: JsonPropertyName("done")] bool IsDone,
    [property: JsonPropertyName("time")] long Time)
{
    /// <summary>What the keys of all claims begin with.</summary>
    internal const string Prefix = "posts/";

    /// <summary>The key of the claim on a post: in one of 256 folders, which are swept one at a time.</summary>
    internal static string KeyOf(string identity) => $"{Prefix}{identity[..2]}/{identity}";

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ClaimJson.Default.ClaimRecord);

    /// <summary>Reads a claim; null for what is none.</summary>
    internal static ClaimRecord? Read(KeyValue entry)
    {
        try
        {
            return JsonSerializer.Deserialize(entry.Value.Span, ClaimJson.Default.ClaimRecord) is { Host.Length: > 0 } claim ? claim : null;
        }
        catch (JsonException)
        {
            return null; // overwritten, or swept
        }
    }
}

/// <summary>Reads and writes it without reflection.</summary>
[JsonSerializable(typeof(ClaimRecord))]
internal sealed partial class ClaimJson : JsonSerializerContext;
