using MailingList.Core.Failures;

namespace MailingList.Core.Arrival;

/// <summary>What is kept of a message that is only judged: its header block, and how large its body is.</summary>
/// <param name="Header">The header block.</param>
/// <param name="BodySize">The body in bytes (<see cref="Arrival.BodySize"/>).</param>
public sealed record MessageHead(HeaderBlock Header, long BodySize)
{
    private const int ChunkSize = 64 * 1024;

    /// <summary>Reads a message to its end.</summary>
    /// <exception cref="Failure">There is nothing, or its header block does not end.</exception>
    public static MessageHead Read(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        byte[] start = new byte[HeaderBlock.LargestSize];
        int length = input.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        HeaderBlock header = HeaderBlock.Parse(start.AsMemory(0, length));
        var size = new BodySize();
        size.Add(start.AsSpan(header.Length..length));
        byte[] chunk = new byte[ChunkSize];
        while (input.Read(chunk) is var read and > 0)
        {
            size.Add(chunk.AsSpan(0, read));
        }

        return new MessageHead(header, size.Bytes);
    }
}
