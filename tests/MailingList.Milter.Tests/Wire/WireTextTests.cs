using System.Text;

using CsCheck;

using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Wire;

public sealed class WireTextTests
{
    [Theory]
    [InlineData("<a@example.net>")]
    [InlineData("<müller@bücher.example>")]
    [InlineData("😀")]
    [InlineData("")]
    public void UTF8_is_what_it_is(string text)
    {
        Assert.Equal(text, WireText.Decode(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(Encoding.UTF8.GetBytes(text), Encode(text));
    }

    [Fact]
    public void A_byte_that_is_no_UTF8_is_kept()
    {
        string text = WireText.Decode([(byte)'a', 0xe9, (byte)'b', 0xed, 0xa0, 0x80]);
        Assert.Equal("a\udce9b\udced\udca0\udc80", text);
        Assert.Equal([(byte)'a', 0xe9, (byte)'b', 0xed, 0xa0, 0x80], Encode(text));
    }

    [Fact]
    public void A_surrogate_that_is_nobodys_becomes_a_question_mark() => Assert.Equal("a?b?"u8.ToArray(), Encode("a\ud800b\udc00"));

    [Fact]
    public void Any_bytes_come_back()
    {
        Gen.OneOf(Gen.Byte.Array[0, 40], Gen.OneOf(Gen.Byte[0x20, 0x7e], Gen.Byte[0x80, 0xff]).Array[0, 40], Gen.String.Select(Encoding.UTF8.GetBytes))
            .Sample(bytes => Encode(WireText.Decode(bytes)).SequenceEqual(bytes), iter: 20_000);
    }

    private static byte[] Encode(string text)
    {
        byte[] bytes = new byte[WireText.MostBytes(text.Length)];
        return bytes[..WireText.Encode(text, bytes)];
    }
}
