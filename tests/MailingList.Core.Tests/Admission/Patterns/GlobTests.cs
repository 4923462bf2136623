using System.Diagnostics;
using System.Text.RegularExpressions;

using CsCheck;

using MailingList.Core.Admission.Patterns;

namespace MailingList.Core.Tests.Admission.Patterns;

public sealed class GlobTests
{
    [Theory]
    [InlineData("yes", "yes", true)]
    [InlineData("yes", "yes!", false)]
    [InlineData("", "", true)]
    [InlineData("", "x", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("**", "anything", true)]
    [InlineData("a*", "a", true)]
    [InlineData("a*", "ba", false)]
    [InlineData("*a", "ba", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*a", "aa", true)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("*b*", "abc", true)]
    [InlineData("a*b*c", "a-c-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("*ab*ab*", "xabab", true)]
    [InlineData("*ab*ab*", "xab", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("[a]?", "a1", false)]
    public void A_star_stands_for_anything_and_nothing_else_does(string glob, string text, bool matches)
    {
        Assert.Equal(matches, new Glob(glob).Matches(text));
    }

    [Fact]
    public void It_says_what_a_regular_expression_would_say()
    {
        Gen.String[Gen.Char["ab*"], 0, 9].Select(Gen.String[Gen.Char["ab"], 0, 12]).Sample(
            (glob, text) => new Glob(glob).Matches(text)
                == Regex.IsMatch(text, $"^{Regex.Escape(glob).Replace("\\*", ".*", StringComparison.Ordinal)}\\z", RegexOptions.NonBacktracking),
            iter: 20_000);
    }

    // A matcher that goes back would need as many steps as there are ways to place the stars: some 10^40 here.
    [Fact]
    public void A_hostile_text_does_not_cost_more_than_its_length()
    {
        var glob = new Glob($"*{string.Concat(Enumerable.Repeat("aaaaaaaaaaaaaaaaaaaaaaaaaaab*", Glob.MostStars - 1))}c");
        string text = new('a', 1 << 20);
        long started = Stopwatch.GetTimestamp();

        Assert.False(glob.Matches(text + "c"));
        Assert.False(new Glob($"*{new string('a', 200)}b{new string('a', 200)}*").Matches(text));

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5), "it goes back");
    }
}
