using MailingList.Core.Addressing;

namespace MailingList.Core.Tests.Addressing;

public sealed class RoleNamesTests
{
    [Fact]
    public void Every_name_is_found_in_any_case()
    {
        Assert.All(RoleNames.All, name =>
        {
            Assert.True(RoleNames.TryFind(name, out Role role));
            Assert.True(RoleNames.TryFind(name.ToUpperInvariant(), out Role upper));
            Assert.Equal(role, upper);
        });
    }

    [Fact]
    public void Every_role_but_the_post_itself_has_a_name()
    {
        var named = RoleNames.All.Select(name => RoleNames.TryFind(name, out Role role) ? role : Role.Post).ToHashSet();

        Assert.Equal(Enum.GetValues<Role>().Except([Role.Post]).ToHashSet(), named);
    }

    [Fact]
    public void No_name_holds_a_delimiter_or_what_means_something_in_a_regular_expression()
    {
        Assert.All(RoleNames.All, name => Assert.Matches("^[a-z]+$", name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("post")]
    [InlineData("owners")]
    [InlineData(" owner")]
    public void Other_words_are_no_roles(string word)
    {
        Assert.False(RoleNames.TryFind(word, out _));
    }

    [Fact]
    public void The_longest_name_is_the_one_that_lists_leave_room_for()
    {
        Assert.Equal("unsubscribe".Length, RoleNames.Longest);
    }
}
