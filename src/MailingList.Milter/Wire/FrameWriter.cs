using System.Buffers;
using System.Buffers.Binary;

namespace MailingList.Milter.Wire;

/// <summary>Writes frames one after the other, until somebody sends them. While it is empty it has no memory.</summary>
internal sealed class FrameWriter : IDisposable
{
    private const int Smallest = 256;

    private byte[] _bytes = [];

    private int _length;

    private int _frame;

    /// <summary>All that is to be sent.</summary>
    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>A frame without data.</summary>
    internal void Write(ReplyCode code) => Begin(code).End();

    /// <summary>Begins a frame; <see cref="End"/> ends it.</summary>
    internal FrameWriter Begin(ReplyCode code)
    {
        _frame = _length;
        Claim(Frame.LengthBytes + 1)[Frame.LengthBytes] = (byte)code;
        return this;
    }

    internal FrameWriter UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Claim(sizeof(uint)), value);
        return this;
    }

    /// <summary>Bytes, with nothing behind them.</summary>
    internal FrameWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Claim(bytes.Length));
        return this;
    }

    /// <summary>A string, with the NUL that ends it.</summary>
    internal FrameWriter Text(ReadOnlySpan<char> text)
    {
        int most = WireText.MostBytes(text.Length) + 1;
        Span<byte> room = Claim(most);
        int written = WireText.Encode(text, room);
        room[written] = 0;
        _length -= most - written - 1;
        return this;
    }

    /// <summary>Ends the frame: now its length is known.</summary>
    internal void End() =>
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_frame), (uint)(_length - _frame - Frame.LengthBytes));

    /// <summary>Forgets what has been sent.</summary>
    internal void Clear() => Dispose();

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = [];
        _length = 0;
    }

    private Span<byte> Claim(int count)
    {
        if (_bytes.Length - _length < count)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, (_length + count) * 2));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            if (_bytes.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_bytes);
            }

            _bytes = larger;
        }

        Span<byte> claimed = _bytes.AsSpan(_length, count);
        _length += count;
        return claimed;
    }
}
