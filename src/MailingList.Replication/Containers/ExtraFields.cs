using System.Text;
using System.Text.Json;

namespace MailingList.Replication.Containers;

/// <summary>Collects fields that this version does not know into one JSON object, written the same way by every host.</summary>
internal sealed class ExtraFields
{
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _fields = new(StringComparer.Ordinal);

    /// <summary>The object, or null without fields.</summary>
    internal string? Json
    {
        get
        {
            if (_fields.Count == 0)
            {
                return null;
            }

            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, ContainerWriter.Options))
            {
                writer.WriteStartObject();
                foreach ((string name, ReadOnlyMemory<byte> value) in _fields)
                {
                    writer.WritePropertyName(name);
                    using JsonDocument document = JsonDocument.Parse(value);
                    document.RootElement.WriteTo(writer);
                }

                writer.WriteEndObject();
            }

            return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
    }

    internal void Add(string name, ReadOnlyMemory<byte> value) => _fields[name] = value;

    /// <summary>Writes the fields of such an object into an object that is open.</summary>
    internal static void Write(Utf8JsonWriter writer, string? json)
    {
        if (json is null)
        {
            return;
        }

        using JsonDocument document = JsonDocument.Parse(json);
        foreach (JsonProperty field in document.RootElement.EnumerateObject())
        {
            field.WriteTo(writer);
        }
    }
}
