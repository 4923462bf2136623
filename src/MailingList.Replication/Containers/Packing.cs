using System.IO.Compression;

namespace MailingList.Replication.Containers;

/// <summary>Values in Consul: plain JSON while small, so that a person can read them, and gzip above. The KV's flags tell which.</summary>
public static class Packing
{
    /// <summary>The flags of a value that is JSON as it stands.</summary>
    public const ulong Plain = 0;

    /// <summary>The flags of a value that is gzip (RFC 1952) of JSON.</summary>
    public const ulong Gzip = 1;

    /// <summary>What unpacks to more bytes than this was not packed by us: Consul holds 512 KiB.</summary>
    public const int LargestUnpacked = 16 * 1024 * 1024;

    private const int LargestPlain = 1024;

    /// <summary>The value and its flags.</summary>
    public static (byte[] Value, ulong Flags) Pack(ReadOnlySpan<byte> json)
    {
        if (json.Length <= LargestPlain)
        {
            return (json.ToArray(), Plain);
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(json);
        }

        return (packed.ToArray(), Gzip);
    }

    /// <summary>The JSON in a value.</summary>
    /// <exception cref="UnreadableContainerException">It is not packed as its flags say.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> value, ulong flags)
    {
        switch (flags)
        {
            case Plain:
                return value;
            case Gzip:
                return Inflate(value);
            default:
                throw new UnreadableContainerException($"its flags are {flags}: a later version wrote it; install that here", isNewer: true);
        }
    }

    private static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> value)
    {
        using var packed = new MemoryStream(value.ToArray());
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var json = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        try
        {
            for (int read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            {
                json.Write(buffer, 0, read);
                if (json.Length > LargestUnpacked)
                {
                    throw new UnreadableContainerException("it unpacks to more than 16 MiB", isNewer: false);
                }
            }
        }
        catch (InvalidDataException error)
        {
            throw new UnreadableContainerException($"it is not gzip, as its flags say ({error.Message})", isNewer: false);
        }

        return json.GetBuffer().AsMemory(0, (int)json.Length);
    }
}
