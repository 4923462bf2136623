using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

using MailingList.Core.Records;

namespace MailingList.Replication.Containers;

/// <summary>Writes containers: the same records make the same bytes on every host.</summary>
public static class ContainerWriter
{
    // Addresses and names as they are: people read them with `consul kv get`.
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value of a container, its flags, and how many bytes of JSON it stands for.</summary>
    public static (byte[] Value, ulong Flags, int Unpacked) Write(Container container)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber(Fields.Format, ContainerReader.Format);
            ExtraFields.Write(writer, container.Extra);
            writer.WriteStartArray(Fields.Records);
            foreach (Record record in container.Records.OrderBy(record => record.Kind.Name, StringComparer.Ordinal).ThenBy(record => record.Key, StringComparer.Ordinal))
            {
                WriteRecord(writer, record, withList: false);
            }

            foreach ((string json, _) in container.Refused.OrderBy(refused => refused.Json, StringComparer.Ordinal))
            {
                writer.WriteRawValue(json);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        (byte[] value, ulong flags) = Packing.Pack(buffer.WrittenSpan);
        return (value, flags, buffer.WrittenCount);
    }

    /// <summary>Writes one record as an object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The record.</param>
    /// <param name="withList">Whether to name its list; in a container the key does.</param>
    public static void WriteRecord(Utf8JsonWriter writer, Record record, bool withList)
    {
        writer.WriteStartObject();
        if (withList)
        {
            writer.WriteString("list", record.List);
        }

        writer.WriteString(Fields.Kind, record.Kind.Name);
        if (record.Key.Length > 0)
        {
            writer.WriteString(Fields.Key, record.Key);
        }

        for (int i = 0; i < record.Fields.Count; i++)
        {
            if (record.Fields[i] is { } value)
            {
                writer.WriteString(record.Kind.Fields[i], value);
            }
        }

        ExtraFields.Write(writer, record.Extra);
        if (record.Floor is { } floor)
        {
            writer.WriteString(Fields.Floor, floor.ToString());
        }

        if (record.Life != record.Stamp)
        {
            writer.WriteString(Fields.Life, record.Life.ToString());
        }

        writer.WriteString(Fields.Stamp, record.Stamp.ToString());
        if (record.IsDeleted)
        {
            writer.WriteBoolean(Fields.Deleted, true);
        }

        writer.WriteEndObject();
    }
}
