using MailingList.Core.Addressing;

namespace MailingList.Core.Tests.Addressing;

public sealed class ListNameTests
{
    private static readonly string[] Domains = ["lists.example.org", "example.net"];

    [Theory]
    [InlineData("dev@lists.example.org", "dev@lists.example.org")]
    [InlineData("DEV@Lists.Example.Org", "dev@lists.example.org")]
    [InlineData("c-plus_plus.2@example.net", "c-plus_plus.2@example.net")]
    [InlineData("3d@example.net", "3d@example.net")]
    [InlineData("owner@example.net", "owner@example.net")]
    [InlineData("dev-owners@example.net", "dev-owners@example.net")]
    public void A_good_name_is_taken_in_lower_case(string text, string expected)
    {
        Assert.True(ListName.TryParse(text, Domains, out EmailAddress? address, out string? reason));
        Assert.Null(reason);
        Assert.Equal(expected, address.Text);
    }

    [Fact]
    public void A_list_that_ends_like_a_role_cannot_be_created()
    {
        Assert.All(RoleNames.All, role =>
        {
            Assert.False(ListName.TryParse($"dev-{role}@example.net", Domains, out _, out string? reason));
            Assert.Contains($"-{role}", reason, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("dev", "has no @")]
    [InlineData("@example.net", "nothing before")]
    [InlineData("de v@example.net", "needs quotes")]
    [InlineData("-dev@example.net", "beginning with a letter")]
    [InlineData("_dev@example.net", "beginning with a letter")]
    [InlineData(".dev@example.net", "beginning with a letter")]
    [InlineData("dev+x@example.net", "letters, digits")]
    [InlineData("dev+owner@example.net", "letters, digits")]
    [InlineData("d%v@example.net", "letters, digits")]
    [InlineData("dév@example.net", "letters, digits")]
    [InlineData("d..v@example.net", "letters, digits")]
    [InlineData("dev.@example.net", "letters, digits")]
    [InlineData("\"dev\"@example.net", "letters, digits")]
    [InlineData("dev-OWNER@example.net", "role")]
    [InlineData("dev@example.com", "domains")]
    [InlineData("dev@sub.example.net", "domains")]
    public void Every_other_name_is_refused_in_words(string text, string words)
    {
        Assert.False(ListName.TryParse(text, Domains, out _, out string? reason));
        Assert.Contains(words, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_that_is_not_ASCII_is_no_list_s()
    {
        Assert.False(ListName.TryParse("dev@bücher.example", ["bücher.example"], out _, out string? reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void The_addresses_of_all_roles_stay_within_64_bytes()
    {
        int longest = 64 - 1 - RoleNames.Longest;

        Assert.True(ListName.TryParse($"{new string('a', longest)}@example.net", Domains, out EmailAddress? address, out _));
        Assert.All(RoleNames.All, role =>
            Assert.True(EmailAddress.TryParse($"{address.LocalPart}-{role}@{address.Domain}", out _, out _)));
        Assert.False(ListName.TryParse($"{new string('a', longest + 1)}@example.net", Domains, out _, out string? reason));
        Assert.Contains("too long", reason, StringComparison.Ordinal);
    }
}
