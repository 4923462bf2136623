using System.Text;

using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Support;

/// <summary>What we have said, as a person can read it: the code and the data of each packet, with \0 for NUL, CR and LF as escapes, and numbers in hexadecimal.</summary>
internal static class Hear
{
    internal static string[] All(ReadOnlySpan<byte> bytes)
    {
        using var buffer = new FrameBuffer(int.MaxValue);
        foreach (byte each in bytes)
        {
            buffer.Space().Span[0] = each;
            buffer.Received(1);
        }

        var heard = new List<string>();
        while (buffer.TryRead(out Frame frame))
        {
            heard.Add(One(frame));
        }

        Assert.True(buffer.IsEmpty, "half a packet was written");
        return [.. heard];
    }

    internal static string One(Frame frame)
    {
        int numbers = (char)frame.Code switch
        {
            'O' => 3,
            'i' or 'm' => 1,
            _ => 0,
        };
        string hex = string.Concat(Enumerable.Range(0, numbers).Select(i => Convert.ToHexStringLower(frame.Data.Span.Slice(4 * i, 4)) + " "));
        return (char)frame.Code + hex + Escaped(frame.Data.Span[(4 * numbers)..]);
    }

    internal static string Escaped(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes)
        .Replace("\0", "\\0", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
