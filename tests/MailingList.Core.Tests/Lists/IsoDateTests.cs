using CsCheck;

using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Lists;

public sealed class IsoDateTests
{
    private static readonly Gen<DateTimeOffset> Times =
        Gen.Long[0, DateTimeOffset.MaxValue.UtcTicks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    [Fact]
    public void The_order_of_texts_is_that_of_days_and_moments()
    {
        Gen.Select(Times, Times).Sample(
            (one, other) =>
            {
                Assert.Equal(
                    Math.Sign(IsoDate.DayOf(one).CompareTo(IsoDate.DayOf(other))),
                    Math.Sign(string.CompareOrdinal(IsoDate.Of(IsoDate.DayOf(one)), IsoDate.Of(IsoDate.DayOf(other)))));
                Assert.Equal(
                    Math.Sign((one.UtcTicks / TimeSpan.TicksPerSecond).CompareTo(other.UtcTicks / TimeSpan.TicksPerSecond)),
                    Math.Sign(string.CompareOrdinal(IsoDate.Of(one), IsoDate.Of(other))));
            },
            iter: 5_000);
    }

    [Fact]
    public void A_moment_is_read_as_it_was_written_to_the_second()
    {
        Times.Sample(
            time => IsoDate.TryParseTime(IsoDate.Of(time), out DateTimeOffset read) && read == time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond)), iter: 5_000);
    }

    [Fact]
    public void A_day_begins_at_midnight_UTC_wherever_the_clock_hangs()
    {
        Assert.Equal(new DateOnly(2026, 12, 31), IsoDate.DayOf(new DateTimeOffset(2027, 1, 1, 1, 0, 0, TimeSpan.FromHours(2))));
        Assert.Equal("2026-12-31T23:00:00Z", IsoDate.Of(new DateTimeOffset(2027, 1, 1, 1, 0, 0, TimeSpan.FromHours(2))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2027-01-31")]
    [InlineData("2027-01-31T12:00:00")]
    [InlineData("2027-01-31T12:00:00+00:00")]
    [InlineData("2027-01-31T24:00:00Z")]
    [InlineData("2027-01-31T12:00:00.5Z")]
    public void What_is_no_moment_is_none(string? text) => Assert.False(IsoDate.TryParseTime(text, out _));
}
