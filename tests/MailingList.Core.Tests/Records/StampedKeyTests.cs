using CsCheck;

using MailingList.Core.Records;

using Any = MailingList.Core.Tests.Support.Some;

namespace MailingList.Core.Tests.Records;

public sealed class StampedKeyTests
{
    private static readonly string Stamp = Any.Stamp.ToString();

    [Fact]
    public void It_is_the_address_s_key_and_the_stamp()
    {
        Assert.Equal($"example.org@anna {Stamp}", new StampedKey(Any.Address("Anna@Example.org"), Any.Stamp).ToString());
    }

    [Theory]
    [InlineData("anna@example.org")]
    [InlineData("\"an na\"@example.org")]
    [InlineData("\" \"@example.org")]
    [InlineData("\"a@b c\\\"d\\\\e\"@example.org")]
    [InlineData("\"anna 018bcfe56800-0000-mx1\"@example.org")]
    [InlineData("ännä@bücher.example")]
    public void It_is_read_as_it_was_written(string text)
    {
        var key = new StampedKey(Any.Address(text), Any.Stamp);

        Assert.True(StampedKey.TryParse(key.ToString(), out StampedKey? read));
        Assert.Equal(key, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("example.org@anna")]
    [InlineData("example.org@anna ")]
    [InlineData("example.org@anna 018bcfe56800-0000-")]
    [InlineData("example.org@Anna 018bcfe56800-0000-mx1")]
    [InlineData(" 018bcfe56800-0000-mx1")]
    [InlineData("018bcfe56800-0000-mx1")]
    [InlineData("example.org@an\nna 018bcfe56800-0000-mx1")]
    public void What_is_none_is_none(string key)
    {
        Assert.False(StampedKey.TryParse(key, out StampedKey? read));
        Assert.Null(read);
    }

    [Fact]
    public void Whatever_comes_is_one_key_or_none()
    {
        string[] parts = ["example.org@", "anna", " ", "\"", "\\", Stamp, "@", "\0", "ä", "mx1"];
        Gen.Int[0, parts.Length - 1].Array[0, 8].Select(chosen => string.Concat(chosen.Select(part => parts[part]))).Sample(
            key => !StampedKey.TryParse(key, out StampedKey? read) || read.ToString() == key, iter: 50_000);
    }
}
