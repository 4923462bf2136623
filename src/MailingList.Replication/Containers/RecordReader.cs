using System.Text.Json;

using MailingList.Core.Records;

namespace MailingList.Replication.Containers;

/// <summary>Reads one record of a container.</summary>
internal static class RecordReader
{
    /// <summary>Reads the object that has just begun, to its end. The record, or why it cannot be one.</summary>
    internal static (Record? Record, string? Reason) Read(ref Utf8JsonReader reader, RecordRange range, ReadOnlyMemory<byte> json)
    {
        // The kind says which fields are known; it stands first, but need not.
        var values = new List<(string Name, string? Text, ReadOnlyMemory<byte> Raw)>(12);
        string? kindName = null;
        bool isDeleted = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            ReadOnlyMemory<byte> raw = Raw(ref reader, json);
            string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            switch (name)
            {
                case Fields.Kind:
                    kindName = text;
                    break;
                case Fields.Deleted:
                    isDeleted = reader.TokenType == JsonTokenType.True;
                    break;
                default:
                    values.Add((name, text, raw));
                    break;
            }
        }

        return kindName is null ? (null, "has no kind") : Build(RecordKind.Of(kindName, range.Group), range, values, isDeleted);
    }

    /// <summary>The bytes of the value that comes next, whatever it is.</summary>
    internal static ReadOnlyMemory<byte> Raw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (!reader.Read())
        {
            throw new JsonException("it ends too early");
        }

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static (Record? Record, string? Reason) Build(
        RecordKind kind, RecordRange range, List<(string Name, string? Text, ReadOnlyMemory<byte> Raw)> values, bool isDeleted)
    {
        string?[] fields = new string?[kind.Fields.Count];
        var extra = new ExtraFields();
        (string? key, string? floorText, string? lifeText, string? stampText) = (null, null, null, null);
        foreach ((string name, string? text, ReadOnlyMemory<byte> raw) in values)
        {
            switch (name)
            {
                case Fields.Key:
                    key = text;
                    break;
                case Fields.Floor:
                    floorText = text;
                    break;
                case Fields.Life:
                    lifeText = text;
                    break;
                case Fields.Stamp:
                    stampText = text;
                    break;
                default:
                    int at = IndexOf(kind.Fields, name);
                    if (at < 0)
                    {
                        extra.Add(name, raw);
                    }
                    else
                    {
                        fields[at] = text;
                    }

                    break;
            }
        }

        Stamp floor = default;
        // Where life and stamp are one, the stamp alone is written.
        if (!Stamp.TryParse(stampText, out Stamp stamp) || !Stamp.TryParse(lifeText ?? stampText, out Stamp life)
            || (floorText is not null && !Stamp.TryParse(floorText, out floor)))
        {
            return (null, "has no stamp");
        }

        var record = new Record(kind, range.List, key ?? string.Empty, fields, extra.Json, floorText is null ? null : floor, life, stamp, isDeleted);
        return kind.Refuse(record) is { } reason ? (null, reason) : (record, null);
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
