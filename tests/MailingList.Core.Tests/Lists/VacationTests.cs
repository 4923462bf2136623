using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Lists;

public sealed class VacationTests
{
    [Theory]
    [InlineData("2027-01-31")]
    [InlineData("2024-02-29")]
    [InlineData("9999-12-31")]
    public void A_day_is_read_as_it_is_written(string word)
    {
        Assert.True(Vacation.TryParse(word, out DateOnly until));
        Assert.Equal(word, Vacation.Of(until));
    }

    [Theory]
    [InlineData("off")]
    [InlineData("OFF")]
    public void Off_ends_it(string word)
    {
        Assert.True(Vacation.TryParse(word, out DateOnly until));
        Assert.Equal(DateOnly.MinValue, until);
        Assert.Equal("off", Vacation.Of(null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("on")]
    [InlineData("tomorrow")]
    [InlineData("2027-1-31")]
    [InlineData("2027-02-29")]
    [InlineData("27-01-31")]
    [InlineData("31.01.2027")]
    [InlineData("2027-01-31T00:00:00")]
    [InlineData(" 2027-01-31")]
    [InlineData("٢٠٢٧-٠١-٣١")]
    public void What_is_no_day_is_none(string word) => Assert.False(Vacation.TryParse(word, out _));
}
