using CsCheck;

using MailingList.Core.Records;

namespace MailingList.Core.Tests.Records;

public sealed class StampTests
{
    private const long Latest = 253_402_300_799_999;

    private static readonly Gen<Stamp> Stamps =
        from milliseconds in Gen.OneOf(Gen.Long[0, Latest], Gen.Long[1_700_000_000_000, 1_700_000_000_003])
        from counter in Gen.OneOf(Gen.UShort, Gen.UShort[0, 3])
        from host in Gen.String[Gen.Char["abcz019.-"], 1, 12]
        select new Stamp(milliseconds, counter, host);

    [Fact]
    public void It_is_written_with_fixed_digits()
    {
        Assert.Equal("018bcfe56800-002a-mx1.example.net", new Stamp(1_700_000_000_000, 42, "mx1.example.net").ToString());
    }

    [Fact]
    public void What_comes_before_a_time_comes_before_all_stamps_of_it_and_after_those_before_it()
    {
        Stamps.Sample(
            stamp => Stamp.Before(stamp.Time) < stamp && Stamp.Before(stamp.Time.AddMilliseconds(1)) > stamp
                && string.CompareOrdinal(Stamp.Before(stamp.Time).ToString(), stamp.ToString()) < 0,
            iter: 5_000);
        Assert.Equal(0, Stamp.Before(DateTimeOffset.MinValue).Milliseconds);
    }

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        Stamps.Sample(stamp => Stamp.TryParse(stamp.ToString(), out Stamp read) && read == stamp, iter: 5_000);
    }

    [Fact]
    public void The_order_of_texts_is_the_order_of_stamps()
    {
        Gen.Select(Stamps, Stamps).Sample(
            (left, right) => Math.Sign(string.CompareOrdinal(left.ToString(), right.ToString())) == Math.Sign(left.CompareTo(right)),
            iter: 20_000);
    }

    [Fact]
    public void The_operators_agree_with_the_order()
    {
        Gen.Select(Stamps, Stamps).Sample(
            (left, right) =>
            {
                int order = left.CompareTo(right);
                return (left < right) == order < 0 && (left > right) == order > 0
                    && (left <= right) == order <= 0 && (left >= right) == order >= 0 && (left == right) == (order == 0);
            },
            iter: 5_000);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("018bcfe56800-002a-")]
    [InlineData("018BCFE56800-002a-mx1")]
    [InlineData("018bcfe56800-002A-mx1")]
    [InlineData("18bcfe56800-002a-mx1")]
    [InlineData("0018bcfe56800-002a-mx1")]
    [InlineData("018bcfe56800_002a-mx1")]
    [InlineData("018bcfe56800-002a_mx1")]
    [InlineData("018bcfe5680g-002a-mx1")]
    [InlineData("018bcfe56800-02a-mx1x")]
    [InlineData(" 18bcfe56800-002a-mx1")]
    [InlineData("-18bcfe56800-002a-mx1")]
    [InlineData("018bcfe56800- 02a-mx1")]
    public void Other_spellings_are_refused_because_their_order_would_be_another(string? text)
    {
        Assert.False(Stamp.TryParse(text, out Stamp stamp));
        Assert.Equal(default, stamp);
    }

    [Fact]
    public void Its_time_can_be_told_whatever_another_host_sent()
    {
        Assert.True(Stamp.TryParse($"{Latest:x12}-ffff-mx1", out Stamp latest));
        Assert.Equal(9999, latest.Time.Year);
        Assert.False(Stamp.TryParse($"{Latest + 1:x12}-0000-mx1", out _));
        Assert.False(Stamp.TryParse("ffffffffffff-0000-mx1", out _));
    }
}
