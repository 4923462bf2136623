using CsCheck;

using MailingList.Milter.Tests.Support;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Wire;

public sealed class FrameBufferTests
{
    private const int Largest = 1 << 20;

    private static readonly Gen<byte[]> Packets = Gen.Select(Gen.Byte, Gen.OneOf(Gen.Byte.Array[0, 20], Gen.Byte.Array[0, 9000]))
        .Select((code, data) => Say.Packet((char)code, data));

    [Fact]
    public void A_packet_is_a_length_a_code_and_data()
    {
        using var buffer = new FrameBuffer(Largest);
        Fill(buffer, [0, 0, 0, 6, (byte)'H', (byte)'m', (byte)'x', (byte)'.', (byte)'x', 0, 0, 0, 0, 1, (byte)'Q', 0]);
        Assert.True(buffer.TryRead(out Frame helo));
        Assert.Equal((CommandCode.Helo, "mx.x\\0"), (helo.Code, Hear.Escaped(helo.Data.Span)));
        Assert.True(buffer.TryRead(out Frame quit));
        Assert.Equal((CommandCode.Quit, 0), (quit.Code, quit.Data.Length));
        Assert.False(buffer.TryRead(out _));
        Assert.False(buffer.IsEmpty);
    }

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("\0\x10\0\x01O")]
    [InlineData("\xff\xff\xff\xff")]
    [InlineData("\x80\0\0\0")]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("EHLO client.example.net\r\n")]
    [InlineData("\x16\x03\x01\x02\0\x01")]
    public void A_length_that_no_MTA_sends_is_not_waited_for(string bytes)
    {
        using var buffer = new FrameBuffer(Largest);
        Fill(buffer, [.. bytes.Select(c => (byte)c)]);
        Assert.Throws<ProtocolException>(() => buffer.TryRead(out _));
    }

    [Fact]
    public void The_largest_length_is_allowed()
    {
        using var buffer = new FrameBuffer(Largest);
        byte[] packet = Say.Packet('B', new byte[Largest - 1]);
        Fill(buffer, packet);
        Assert.True(buffer.TryRead(out Frame frame));
        Assert.Equal(Largest - 1, frame.Data.Length);
    }

    [Fact]
    public void Memory_is_taken_for_what_is_there_and_not_for_what_is_announced()
    {
        using var buffer = new FrameBuffer(Largest);
        Fill(buffer, [0, 0x10, 0, 0, (byte)'B']);
        Assert.False(buffer.TryRead(out _));
        Assert.InRange(buffer.Space().Length, 1, 1 << 14);
    }

    [Fact]
    public void Frames_are_the_same_however_they_are_cut()
    {
        Gen.Select(Packets.Array[0, 12], Gen.Int[1, 12_000].Array[1, 20]).Sample(
            (packets, cuts) =>
            {
                using var buffer = new FrameBuffer(Largest);
                var read = new List<byte[]>();
                ReadOnlySpan<byte> rest = [.. packets.SelectMany(packet => packet)];
                for (int i = 0; !rest.IsEmpty; i++)
                {
                    int count = Math.Min(cuts[i % cuts.Length], rest.Length);
                    Fill(buffer, rest[..count]);
                    rest = rest[count..];
                    while (buffer.TryRead(out Frame frame))
                    {
                        read.Add(Say.Packet((char)frame.Code, frame.Data.ToArray()));
                    }

                    buffer.Rest();
                }

                return buffer.IsEmpty && read.Count == packets.Length && read.Zip(packets).All(pair => pair.First.SequenceEqual(pair.Second));
            },
            iter: 2_000);
    }

    private static void Fill(FrameBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> space = buffer.Space().Span;
            int count = Math.Min(space.Length, bytes.Length);
            bytes[..count].CopyTo(space);
            buffer.Received(count);
            bytes = bytes[count..];
        }
    }
}
