using System.Text.Json;

using MailingList.Core.Records;

namespace MailingList.Replication.Containers;

/// <summary>Reads one record of a container.</summary>
internal static class RecordReader
{
    private const int LongestKind = 64;
    private const string OfAnotherType = "has a field of another type";

    /// <summary>Reads the object that has just begun, or whatever stands in its place, to its end. The record, or why it cannot be one.</summary>
    internal static (Record? Record, string? Reason) Read(ref Utf8JsonReader reader, RecordRange range, ReadOnlyMemory<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return (null, "is no object");
        }

        // The kind says which fields are known; it stands first, but need not.
        var values = new List<(string Name, JsonTokenType Type, string? Text, ReadOnlyMemory<byte> Raw)>(12);
        string? kindName = null;
        bool? isDeleted = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            ReadOnlyMemory<byte> raw = Raw(ref reader, json);
            JsonTokenType type = reader.TokenType;
            string? text = type == JsonTokenType.String ? reader.GetString() : null;
            switch (name)
            {
                case Fields.Kind:
                    kindName = text;
                    break;
                case Fields.Deleted:
                    isDeleted = type switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null };
                    break;
                default:
                    values.Add((name, type, text, raw));
                    break;
            }
        }

        return kindName is not { Length: > 0 and <= LongestKind } ? (null, "has no kind")
            : isDeleted is not { } deleted ? (null, OfAnotherType)
            : Build(RecordKind.Of(kindName, range.Group), range, values, deleted);
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
        RecordKind kind, RecordRange range, List<(string Name, JsonTokenType Type, string? Text, ReadOnlyMemory<byte> Raw)> values, bool isDeleted)
    {
        string?[] fields = new string?[kind.Fields.Count];
        var extra = new ExtraFields();
        (string? key, string? floorText, string? lifeText, string? stampText) = (null, null, null, null);
        foreach ((string name, JsonTokenType type, string? text, ReadOnlyMemory<byte> raw) in values)
        {
            int at = IndexOf(kind.Fields, name);
            if (text is null && (at >= 0 ? type != JsonTokenType.Null : name is Fields.Key or Fields.Floor or Fields.Life or Fields.Stamp))
            {
                return (null, OfAnotherType);
            }

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
