using System.Buffers;
using System.Buffers.Binary;

namespace MailingList.Milter.Wire;

/// <summary>
/// What has come in, cut into frames. It takes memory for what is there, not for what a length announces: a peer that announces much and sends
/// nothing costs nothing. While it is empty it can have no memory at all.
/// </summary>
/// <param name="largest">The largest length that is believed.</param>
internal sealed class FrameBuffer(int largest) : IDisposable
{
    private const int Smallest = 4096;

    private byte[] _bytes = [];

    private int _start;

    private int _end;

    internal bool IsEmpty => _start == _end;

    /// <summary>Takes the next frame out, if all of it is there.</summary>
    /// <exception cref="ProtocolException">The length is 0, or too large: "GET " of a scanner is 1195725856.</exception>
    internal bool TryRead(out Frame frame)
    {
        frame = default;
        ReadOnlySpan<byte> waiting = _bytes.AsSpan(_start.._end);
        if (waiting.Length < Frame.LengthBytes)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(waiting);
        if (length == 0 || length > largest)
        {
            throw new ProtocolException($"a packet of {length} bytes");
        }

        if (waiting.Length - Frame.LengthBytes < length)
        {
            return false;
        }

        int at = _start + Frame.LengthBytes;
        _start = at + (int)length;
        frame = new Frame((CommandCode)_bytes[at], _bytes.AsMemory((at + 1).._start));
        return true;
    }

    /// <summary>Room for what is received next: at least a byte. Frames that were read before are gone.</summary>
    internal Memory<byte> Space()
    {
        if (IsEmpty)
        {
            _start = _end = 0;
        }

        if (_end == _bytes.Length)
        {
            MakeRoom();
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Says how much of the room has been filled.</summary>
    internal void Received(int count) => _end += count;

    /// <summary>Gives the memory back, if nothing is in it.</summary>
    internal void Rest()
    {
        if (IsEmpty)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = [];
        _start = _end = 0;
    }

    // Moving pays only when it gains as much as it moves; so a byte is copied a few times at most, whatever its frame's size.
    private void MakeRoom()
    {
        ReadOnlySpan<byte> waiting = _bytes.AsSpan(_start.._end);
        if (_start > _bytes.Length / 2)
        {
            waiting.CopyTo(_bytes);
        }
        else
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, _bytes.Length * 2));
            waiting.CopyTo(larger);
            if (_bytes.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_bytes);
            }

            _bytes = larger;
        }

        _end -= _start;
        _start = 0;
    }
}
