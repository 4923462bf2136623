using System.Text.Json;
using System.Text.Json.Serialization;

namespace MailingList.Replication.Status;

/// <summary>What an agent says of itself in the output of its check in Consul's catalog.</summary>
/// <param name="Time">Its clock, milliseconds since 1970.</param>
/// <param name="Unpublished">How many changes of its host the others have not been told of.</param>
/// <param name="Troubles">How many values in Consul it cannot use.</param>
public sealed record AgentNote(
    [property: JsonPropertyName("time")] long Time,
    [property: JsonPropertyName("unpublished")] long Unpublished,
    [property: JsonPropertyName("troubles")] int Troubles)
{
    /// <summary>The name of the service in Consul's catalog.</summary>
    public const string Service = "mailinglist";

    /// <summary>The key of the host's name in the service's metadata.</summary>
    public const string HostKey = "host";

    /// <summary>The key of the folder in the store there: another cluster's agents may be in the same catalog.</summary>
    public const string PrefixKey = "prefix";

    /// <summary>The key of the program's version there.</summary>
    public const string VersionKey = "version";

    /// <summary>The text of the note.</summary>
    public string Write() => JsonSerializer.Serialize(this, AgentNoteJson.Default.AgentNote);

    /// <summary>Reads a note; null for what is none.</summary>
    public static AgentNote? Read(string output)
    {
        try
        {
            return JsonSerializer.Deserialize(output, AgentNoteJson.Default.AgentNote);
        }
        catch (JsonException)
        {
            return null; // "TTL expired", say
        }
    }
}

/// <summary>Reads and writes it without reflection.</summary>
[JsonSerializable(typeof(AgentNote))]
internal sealed partial class AgentNoteJson : JsonSerializerContext;
