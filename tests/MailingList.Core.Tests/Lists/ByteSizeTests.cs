using CsCheck;

using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Lists;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1000", 1000)]
    [InlineData("1k", 1024)]
    [InlineData("1K", 1024)]
    [InlineData("10m", 10L << 20)]
    [InlineData("2G", 2L << 30)]
    [InlineData("1024G", 1L << 40)]
    [InlineData("1099511627776", 1L << 40)]
    public void Sizes_are_read_as_people_type_them(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out long read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("k")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5M")]
    [InlineData(" 1")]
    [InlineData("1 k")]
    [InlineData("1kk")]
    [InlineData("1kB")]
    [InlineData("1,000")]
    [InlineData("1025G")]
    [InlineData("1099511627777")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775807G")]
    public void Everything_else_is_no_size(string text)
    {
        Assert.False(ByteSize.TryParse(text, out long bytes));
        Assert.Equal(0, bytes);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1023, "1023")]
    [InlineData(1024, "1k")]
    [InlineData(1025, "1025")]
    [InlineData(10 << 20, "10M")]
    [InlineData(1L << 40, "1024G")]
    public void The_shortest_exact_text_is_written(long bytes, string text)
    {
        Assert.Equal(text, ByteSize.Format(bytes));
    }

    [Fact]
    public void What_is_written_means_exactly_what_was_read()
    {
        Gen.OneOf(Gen.Long[0, 1L << 40], Gen.Long[0, 1 << 20].Select(k => k << 10), Gen.Long[0, 1024].Select(g => g << 30))
            .Sample(bytes => ByteSize.TryParse(ByteSize.Format(bytes), out long read) && read == bytes, iter: 5_000);
    }
}
