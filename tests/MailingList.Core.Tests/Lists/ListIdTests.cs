using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Lists;

public sealed class ListIdTests
{
    [Fact]
    public void A_new_list_s_identifier_is_its_address_with_a_dot_in_lower_case()
    {
        Assert.Equal("dev.lists.example.org", ListId.DefaultFor(Some.Address("Dev@Lists.Example.org")));
    }

    [Theory]
    [InlineData("dev.lists.example.org")]
    [InlineData("3f2504e0-4f89.localhost")]
    [InlineData("c++.example")]
    public void A_dot_atom_can_stand_between_the_brackets(string text)
    {
        Assert.True(ListId.IsValid(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("dev")]
    [InlineData(".dev")]
    [InlineData("dev.")]
    [InlineData("a..b")]
    [InlineData("dev lists.example")]
    [InlineData("<dev.example>")]
    [InlineData("dev@lists.example")]
    [InlineData("dév.example")]
    [InlineData("dev.example\n")]
    public void Nothing_else_can(string text)
    {
        Assert.False(ListId.IsValid(text));
    }

    [Fact]
    public void It_has_255_bytes_at_most()
    {
        Assert.True(ListId.IsValid($"{new string('a', 247)}.example"));
        Assert.False(ListId.IsValid($"{new string('a', 248)}.example"));
    }
}
