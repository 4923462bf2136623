using System.Buffers.Binary;

namespace MailingList.Milter.Wire;

/// <summary>Reads a command's data from its beginning to its end. What is missing is a <see cref="ProtocolException"/>.</summary>
/// <param name="data">The data.</param>
internal ref struct WireReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    internal readonly bool IsAtEnd => _rest.IsEmpty;

    internal byte Byte() => Take(sizeof(byte))[0];

    internal ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    internal uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    /// <summary>A string of bytes up to the NUL that ends it.</summary>
    internal ReadOnlySpan<byte> Bytes()
    {
        int end = _rest.IndexOf((byte)0);
        return end >= 0 ? Take(end + 1)[..^1] : throw new ProtocolException("a string without its end");
    }

    /// <inheritdoc cref="Bytes"/>
    internal string Text() => WireText.Decode(Bytes());

    /// <summary>A string whose NUL may be missing at the end of the data.</summary>
    internal ReadOnlySpan<byte> BytesToTheEnd()
    {
        int end = _rest.IndexOf((byte)0);
        return end >= 0 ? Take(end + 1)[..^1] : Take(_rest.Length);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw new ProtocolException("a command that ends too soon");
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
