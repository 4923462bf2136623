using System.Text;

using MailingList.Core.Admission.Patterns;

namespace MailingList.Core.Tests.Admission.Patterns;

public sealed class HeaderPatternTests
{
    private static bool Matches(string pattern, string value)
    {
        Assert.True(HeaderPattern.TryParse(pattern, out HeaderPattern? parsed, out string? reason), reason);
        return parsed.Matches(HeaderPattern.Fold(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value))));
    }

    [Theory]
    [InlineData("X-Spam-Flag: YES", "yes", true)]
    [InlineData("X-Spam-Flag:YES", "Yes", true)]
    [InlineData("X-Spam-Flag: YES", "YES, it is", false)]
    [InlineData("X-Spam-Status: yes*", "Yes, score=12", true)]
    [InlineData("Subject: *viagra*", "Buy VIAGRA now", true)]
    [InlineData("X-Loop: *", "", true)]
    [InlineData("X-Loop:", "", true)]
    [InlineData("X-Loop:", "x", false)]
    [InlineData("Subject: *b\u00fccher*", "b\u00fccher", true)]
    [InlineData("Subject: a:b", "a:b", true)]
    public void A_value_is_compared_as_a_whole_without_case(string pattern, string value, bool matches)
    {
        Assert.Equal(matches, Matches(pattern, value));
    }

    [Theory]
    [InlineData("  X-Spam-Flag :  YES ", "X-Spam-Flag: YES", "x-spam-flag: yes")]
    [InlineData("X-Loop:", "X-Loop: ", "x-loop: ")]
    public void A_pattern_has_one_form(string text, string normal, string key)
    {
        Assert.True(HeaderPattern.TryParse(text, out HeaderPattern? pattern, out _));
        Assert.Equal((normal, key), (pattern.Text, pattern.Key));
        Assert.True(HeaderPattern.TryParse(normal, out HeaderPattern? again, out _));
        Assert.Equal(normal, again.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("X-Spam-Flag")]
    [InlineData(": YES")]
    [InlineData("X Spam: YES")]
    [InlineData("X-\u00fc: YES")]
    [InlineData("X-A: a\nb")]
    [InlineData("Return-Path: *")]
    [InlineData("delivered-to: *")]
    [InlineData("X-A: *********")]
    public void What_is_none_has_a_reason(string text)
    {
        Assert.False(HeaderPattern.TryParse(text, out _, out string? reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void A_pattern_has_limits()
    {
        Assert.True(HeaderPattern.TryParse($"X-A:{new string('a', HeaderPattern.Longest - 3)}", out HeaderPattern? longest, out _));
        Assert.True(HeaderPattern.TryParse(longest.Text, out _, out _));
        Assert.False(HeaderPattern.TryParse($"X-A: {new string('a', HeaderPattern.Longest)}", out _, out _));
        Assert.False(HeaderPattern.TryParse($"{new string('X', 77)}: a", out _, out _));
    }
}
