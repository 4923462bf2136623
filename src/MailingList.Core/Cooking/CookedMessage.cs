using MailingList.Core.Arrival;

namespace MailingList.Core.Cooking;

/// <summary>A message as it goes out: a finished header block, and the body as it came.</summary>
/// <param name="header">The header block with its empty line.</param>
/// <param name="raw">Where the body lies.</param>
public sealed class CookedMessage(CookedHeader header, RawMessage raw)
{
    /// <summary>The header block with the empty line that ends it. Its first field is one of ours.</summary>
    public byte[] Header { get; } = header.ToBytes();

    /// <summary>Whether there is a body of at least one byte.</summary>
    public bool HasBody { get; } = raw.Size > raw.Header.Length;

    /// <summary>Writes the body, byte by byte as it came.</summary>
    public void CopyBodyTo(Stream target) => raw.CopyBodyTo(target);

    /// <summary>Writes all of it.</summary>
    public void WriteTo(Stream target)
    {
        target.Write(Header);
        raw.CopyBodyTo(target);
    }
}
