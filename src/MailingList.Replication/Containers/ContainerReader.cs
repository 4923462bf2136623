using System.Text;
using System.Text.Json;
using System.Text.Unicode;

using MailingList.Core.Records;

namespace MailingList.Replication.Containers;

/// <summary>Reads containers. Another host wrote them, or anybody who may write to Consul: nothing is believed.</summary>
public static class ContainerReader
{
    /// <summary>The version of what containers look like; a higher one is not touched.</summary>
    public const int Format = 1;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16 };

    /// <summary>Reads the container of a range.</summary>
    /// <exception cref="UnreadableContainerException">It is none.</exception>
    public static Container Read(RecordRange range, ReadOnlyMemory<byte> value, ulong flags)
    {
        ReadOnlyMemory<byte> json = Packing.Unpack(value, flags);
        if (!Utf8.IsValid(json.Span))
        {
            // Utf8JsonReader does not look into what it skips.
            throw new UnreadableContainerException("it is no container (not UTF-8)", isNewer: false);
        }

        try
        {
            return new Reading(range, json).Container();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            // Utf8JsonReader says what is no JSON by the first, what is of another type or no text by the second.
            throw new UnreadableContainerException($"it is no container ({error.Message.ReplaceLineEndings(" ")})", isNewer: false);
        }
    }

    private sealed class Reading(RecordRange range, ReadOnlyMemory<byte> json)
    {
        private readonly List<Record> _records = [];
        private readonly List<(string Json, string Reason)> _refused = [];

        internal Container Container()
        {
            // Looked at before the rest: that may be anything in a later format.
            int format = FormatOf();
            if (format is < 1 or > Format)
            {
                throw format < 1
                    ? new UnreadableContainerException("it has no format", isNewer: false)
                    : new UnreadableContainerException($"its format is {format}: a later version wrote it; install that here", isNewer: true);
            }

            var reader = new Utf8JsonReader(json.Span, Options);
            Expect(ref reader, JsonTokenType.StartObject);
            bool hasRecords = false;
            var extra = new ExtraFields();
            while (Next(ref reader) == JsonTokenType.PropertyName)
            {
                switch (reader.GetString()!)
                {
                    case Fields.Format:
                        Next(ref reader);
                        reader.Skip();
                        break;
                    case Fields.Records:
                        Expect(ref reader, JsonTokenType.StartArray);
                        ReadRecords(ref reader);
                        hasRecords = true;
                        break;
                    case var name:
                        extra.Add(name, Raw(ref reader));
                        break;
                }
            }

            // Throws if anything follows.
            reader.Read();
            return hasRecords ? new Container(_records, _refused, extra.Json) : throw new UnreadableContainerException("it has no records", isNewer: false);
        }

        private int FormatOf()
        {
            var reader = new Utf8JsonReader(json.Span, Options);
            Expect(ref reader, JsonTokenType.StartObject);
            while (Next(ref reader) == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals(Fields.Format))
                {
                    Next(ref reader);
                    return reader.GetInt32();
                }

                reader.Skip();
            }

            return 0;
        }

        private void ReadRecords(ref Utf8JsonReader reader)
        {
            while (Next(ref reader) != JsonTokenType.EndArray)
            {
                int start = (int)reader.TokenStartIndex;
                (Record? record, string? reason) = RecordReader.Read(ref reader, range, json);
                if (reason is null)
                {
                    _records.Add(record!);
                }
                else
                {
                    _refused.Add((Encoding.UTF8.GetString(json.Span[start..(int)reader.BytesConsumed]), reason));
                }
            }
        }

        private ReadOnlyMemory<byte> Raw(ref Utf8JsonReader reader) => RecordReader.Raw(ref reader, json);

        private static JsonTokenType Next(ref Utf8JsonReader reader) =>
            reader.Read() ? reader.TokenType : throw new JsonException("it ends too early");

        private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
        {
            if (Next(ref reader) != token)
            {
                throw new JsonException($"{reader.TokenType} where {token} should be");
            }
        }
    }
}
