using MailingList.Core.Failures;

namespace MailingList.Core.Arrival;

/// <summary>
/// A message as it came: its header block in memory, the rest in a spool whose size memory does not feel. The body is never parsed.
/// </summary>
public sealed class RawMessage
{
    private const int ChunkSize = 64 * 1024;

    private readonly Stream _spool;

    private RawMessage(Stream spool, HeaderBlock header)
    {
        _spool = spool;
        Header = header;
        Size = spool.Length;
    }

    /// <summary>The header block.</summary>
    public HeaderBlock Header { get; }

    /// <summary>The whole message in bytes.</summary>
    public long Size { get; }

    /// <summary>The body in bytes.</summary>
    public long BodySize => Size - Header.Length;

    /// <summary>Reads a message to its end.</summary>
    /// <param name="input">Where it comes from.</param>
    /// <param name="spool">An empty, seekable stream that holds it as long as this object is used.</param>
    /// <exception cref="Failure">There is nothing, or its header block does not end.</exception>
    public static RawMessage Receive(Stream input, Stream spool)
    {
        input.CopyTo(spool, ChunkSize);
        byte[] start = new byte[Math.Min(spool.Length, HeaderBlock.LargestSize)];
        spool.Position = 0;
        spool.ReadExactly(start);
        return new RawMessage(spool, HeaderBlock.Parse(start));
    }

    /// <summary>Hands the body, byte by byte as it came, to whoever wants it.</summary>
    public void CopyBodyTo(Stream target)
    {
        _spool.Position = Header.Length;
        _spool.CopyTo(target, ChunkSize);
    }

    /// <summary>Hands over the message from its first byte on, but no more than so many bytes.</summary>
    public void CopyStartTo(Stream target, int most)
    {
        byte[] start = new byte[Math.Min(most, Size)];
        _spool.Position = 0;
        _spool.ReadExactly(start);
        target.Write(start);
    }
}
