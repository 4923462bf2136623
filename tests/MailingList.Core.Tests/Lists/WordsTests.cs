using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Lists;

public sealed class WordsTests
{
    [Fact]
    public void The_word_for_a_value_is_its_name_in_lower_case()
    {
        Assert.Equal("subscribers", Words.Of(PostingPolicy.Subscribers));
        Assert.Equal("open, subscribers, announce", Words.Choices<PostingPolicy>());
    }

    [Fact]
    public void Every_word_is_read_in_any_case()
    {
        Assert.All(Enum.GetValues<PostingRight>(), right =>
        {
            Assert.True(Words.TryParse(Words.Of(right), out PostingRight read));
            Assert.True(Words.TryParse(Words.Of(right).ToUpperInvariant(), out PostingRight upper));
            Assert.Equal((right, right), (read, upper));
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("allow,deny")]
    [InlineData(" allow")]
    [InlineData("allow ")]
    [InlineData("permit")]
    public void Numbers_and_other_words_are_no_words(string? word)
    {
        Assert.False(Words.TryParse(word, out PostingRight _));
    }
}
