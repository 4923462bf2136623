using System.Buffers;
using System.Text.Json;

using MailingList.Replication.Containers;
using MailingList.Replication.Consul;

namespace MailingList.Replication.Exchange;

/// <summary>
/// What a host tells the others: which containers it wrote last. It is replaced in the same transaction as the containers, so whoever sees
/// a number in it finds what the number stands for.
/// </summary>
/// <param name="Host">The host.</param>
/// <param name="Instance">Which of its databases; another one begins a feed of its own.</param>
/// <param name="Sequence">The number of the last container it wrote; the one before has one less.</param>
/// <param name="Written">When, by the host's own clock.</param>
/// <param name="Version">The version of the program that wrote it.</param>
/// <param name="Containers">The keys of the last containers, the latest last.</param>
public sealed record Feed(string Host, string Instance, long Sequence, DateTimeOffset Written, string Version, IReadOnlyList<string> Containers)
{
    /// <summary>What the keys of all feeds begin with.</summary>
    public const string Prefix = "feed/";

    /// <summary>How many containers it names. A host that has missed more reads everything.</summary>
    public const int Length = 512;

    // No host ever gets there by counting.
    private const long HighestSequence = 1L << 53;

    /// <summary>The key of a host's feed.</summary>
    public static string KeyOf(string host) => Prefix + host;

    // From its first container on.
    private bool TellsAll => Sequence == Containers.Count;

    /// <summary>The containers behind a position; null: the feed does not reach back so far, and everything must be read.</summary>
    public IReadOnlyList<string>? After(long sequence)
    {
        long missed = Sequence - sequence;
        return missed < 0 || missed > Containers.Count ? null : [.. Containers.Skip(Containers.Count - (int)missed).Distinct()];
    }

    /// <summary>The feed after some containers more.</summary>
    public Feed Add(IReadOnlyList<string> containers, DateTimeOffset now, string version) => this with
    {
        Sequence = Sequence + containers.Count,
        Written = now,
        Version = version,
        Containers = [.. Containers.Concat(containers).TakeLast(Length)],
    };

    /// <summary>The feed that tells what another one told, too, which is to go.</summary>
    /// <param name="other">The other; null: it cannot be read.</param>
    public Feed Inherit(Feed? other) => this with
    {
        // What is missing at its beginning is missing here: whoever looks at this feed reads everything.
        Sequence = Sequence + (other?.TellsAll == true ? other.Containers.Count : Length + 1),
        Containers = other?.TellsAll == true ? [.. Containers.Concat(other.Containers).TakeLast(Length)] : [],
    };

    /// <summary>The value and its flags.</summary>
    public (byte[] Value, ulong Flags) Write()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", ContainerReader.Format);
            writer.WriteString("instance", Instance);
            writer.WriteNumber("sequence", Sequence);
            writer.WriteString("written", Written);
            writer.WriteString("version", Version);
            writer.WriteStartArray("containers");
            foreach (string container in Containers)
            {
                writer.WriteStringValue(container);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Packing.Pack(buffer.WrittenSpan);
    }

    /// <summary>Reads a feed from Consul.</summary>
    /// <exception cref="UnreadableContainerException">It is none.</exception>
    public static Feed Read(KeyValue entry)
    {
        ReadOnlyMemory<byte> json = Packing.Unpack(entry.Value, entry.Flags);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            int format = root.GetProperty("format").GetInt32();
            if (format > ContainerReader.Format)
            {
                throw new UnreadableContainerException($"its format is {format}: a later version wrote it; install that here", isNewer: true);
            }

            var feed = new Feed(
                entry.Key[Prefix.Length..],
                Text(root.GetProperty("instance")),
                root.GetProperty("sequence").GetInt64(),
                root.GetProperty("written").GetDateTimeOffset(),
                Text(root.GetProperty("version")),
                [.. root.GetProperty("containers").EnumerateArray().Select(Text).TakeLast(Length)]);
            return feed.Sequence is >= 0 and <= HighestSequence ? feed : throw new FormatException($"the sequence {feed.Sequence}");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new UnreadableContainerException($"it is no feed ({error.Message.ReplaceLineEndings(" ")})", isNewer: false);
        }
    }

    private static string Text(JsonElement element) => element.GetString() is { Length: > 0 } text ? text : throw new FormatException("an empty text");
}
