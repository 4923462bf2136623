using CsCheck;

using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission.Patterns;

public sealed class SenderPatternTests
{
    [Theory]
    [InlineData("bob@example.net", SenderPatternKind.Address, "bob@example.net")]
    [InlineData("  Bob@Example.NET ", SenderPatternKind.Address, "bob@example.net")]
    [InlineData("\"bob\"@example.net", SenderPatternKind.Address, "bob@example.net")]
    [InlineData("\"a b\"@example.net", SenderPatternKind.Address, "\"a b\"@example.net")]
    [InlineData("anna@b\u00fccher.example", SenderPatternKind.Address, "anna@xn--bcher-kva.example")]
    [InlineData("@Example.net", SenderPatternKind.Domain, "@example.net")]
    [InlineData("@b\u00fccher.example", SenderPatternKind.Domain, "@xn--bcher-kva.example")]
    [InlineData("@[192.0.2.1]", SenderPatternKind.Domain, "@[192.0.2.1]")]
    [InlineData("*@example.net", SenderPatternKind.Domain, "@example.net")]
    [InlineData("@*.Example.net", SenderPatternKind.Glob, "*@*.example.net")]
    [InlineData("*@*.b\u00fccher.example", SenderPatternKind.Glob, "*@*.xn--bcher-kva.example")]
    [InlineData("News*@Example.net", SenderPatternKind.Glob, "news*@example.net")]
    [InlineData("*@*", SenderPatternKind.Glob, "*@*")]
    public void A_pattern_has_one_form(string text, SenderPatternKind kind, string normal)
    {
        SenderPattern pattern = Some.Pattern(text);

        Assert.Equal((kind, normal), (pattern.Kind, pattern.Text));
        Assert.Equal(pattern.Key, Some.Pattern(normal).Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.net")]
    [InlineData("@")]
    [InlineData("@.example.net")]
    [InlineData("@example..net")]
    [InlineData("bob@")]
    [InlineData("*")]
    [InlineData("*.example.net")]
    [InlineData("*@")]
    [InlineData("*@.net")]
    [InlineData("*@*example .net")]
    [InlineData("*@*\u00fccher.example")]
    [InlineData("b*@\u0000.example")]
    [InlineData("a*\u0007@example.net")]
    [InlineData("*@[192.0.2.*]")]
    [InlineData("a*a*a*a*a*a*a*a*a*a@example.net")]
    public void What_is_none_has_a_reason(string text)
    {
        Assert.False(SenderPattern.TryParse(text, out _, out string? reason));
        Assert.NotEmpty(reason);
    }

    // What is longer in its one form than it was typed must not be too long for those who read it again.
    [Fact]
    public void A_pattern_that_is_taken_is_taken_by_others_too()
    {
        int taken = 0;
        for (int length = 1; length < 330; length++)
        {
            string letters = new('a', length);
            foreach (string text in (string[])[$"@*.{letters}", $"@*.\u00fc.{letters}", $"{letters}*@\u00fc.example", $"*{letters}@*"])
            {
                if (SenderPattern.TryParse(text, out SenderPattern? pattern, out _))
                {
                    taken++;
                    Assert.True(SenderPattern.TryParseKey(pattern.Key, out _), text);
                }
            }
        }

        Assert.InRange(taken, 300, 1200);
        Assert.True(SenderPattern.TryParse("@a*a*a*a*a*a*a*a", out SenderPattern? stars, out _));
        Assert.True(SenderPattern.TryParseKey(stars.Key, out _));
        Assert.False(SenderPattern.TryParse("@a*a*a*a*a*a*a*a*a", out _, out _));
    }

    [Theory]
    [InlineData("bob@example.net", "BOB@Example.net", true)]
    [InlineData("bob@example.net", "\"bob\"@example.net", true)]
    [InlineData("bob@example.net", "bobby@example.net", false)]
    [InlineData("bob@example.net", "bob@mail.example.net", false)]
    [InlineData("@example.net", "anybody@EXAMPLE.net", true)]
    [InlineData("@example.net", "anybody@mail.example.net", false)]
    [InlineData("@example.net", "anybody@myexample.net", false)]
    [InlineData("@example.net", "\"x@example.net\"@evil.example", false)]
    [InlineData("@xn--bcher-kva.example", "anna@b\u00fccher.example", true)]
    [InlineData("@b\u00fccher.example", "anna@XN--BCHER-KVA.example", true)]
    [InlineData("*@*.example.net", "a@mail.example.net", true)]
    [InlineData("*@*.example.net", "a@b.mail.example.net", true)]
    [InlineData("*@*.example.net", "a@example.net", false)]
    [InlineData("*@*example.net", "a@myexample.net", true)]
    [InlineData("news*@example.*", "newsletter@example.org", true)]
    [InlineData("news*@example.*", "oldnews@example.org", false)]
    [InlineData("*@*.example.net", "\"a@b.example.net\"@evil.example", false)]
    [InlineData("*@evil.*", "\"a@evil.example\"@good.example", false)]
    [InlineData("*@*", "anybody@anywhere.example", true)]
    [InlineData("\u00e4*@example.net", "\u00c4nne@example.net", true)]
    public void It_means_addresses_by_what_they_are_compared_by(string pattern, string address, bool matches)
    {
        Assert.Equal(matches, Some.Pattern(pattern).Matches(Some.Address(address)));
    }

    private static readonly Gen<string> Candidate = Gen.OneOf(
        Gen.String[Gen.Char["aZ@*.-\"ü \\[]1"], 0, 24],
        Gen.String[Gen.Char["abZ*"], 1, 8].Select(Gen.String[Gen.Char["abZ*.ü-"], 1, 12], (local, domain) => $"{local}@{domain}"));

    [Fact]
    public void Whatever_is_typed_is_a_pattern_with_one_form_and_one_key_or_has_a_reason()
    {
        int good = 0;
        Candidate.Sample(
            text =>
            {
                if (!SenderPattern.TryParse(text, out SenderPattern? pattern, out string? reason))
                {
                    return reason.Length > 0;
                }

                Interlocked.Increment(ref good);
                return SenderPattern.TryParse(pattern.Text, out SenderPattern? again, out _) && (again.Text, again.Key, again.Kind) == (pattern.Text, pattern.Key, pattern.Kind)
                    && SenderPattern.TryParseKey(pattern.Key, out SenderPattern? read) && (read.Text, read.Kind) == (pattern.Text, pattern.Kind);
            },
            iter: 20_000);

        Assert.True(good > 3_000, $"only {good} were patterns");
    }

    [Fact]
    public void The_keys_of_the_three_kinds_are_never_taken_for_each_other()
    {
        Candidate.Where(text => SenderPattern.TryParse(text, out _, out _)).Select(Some.Pattern).Sample(pattern =>
            (pattern.Key.StartsWith(SenderPattern.GlobMark, StringComparison.Ordinal), pattern.Key.StartsWith('@'))
                == (pattern.Kind == SenderPatternKind.Glob, pattern.Kind == SenderPatternKind.Domain)
            && (pattern.Kind == SenderPatternKind.Glob) == (string.CompareOrdinal(pattern.Key, "* ") > 0 && string.CompareOrdinal(pattern.Key, "*!") < 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("@*.example.net")]
    [InlineData("@Example.net")]
    [InlineData("* bob@example.net")]
    [InlineData("* *@example.net")]
    [InlineData("* *@*.Example.net")]
    [InlineData("*")]
    [InlineData("example.net@Bob")]
    public void What_is_no_key_of_a_pattern_is_none(string key)
    {
        Assert.False(SenderPattern.TryParseKey(key, out _));
    }

    [Fact]
    public void An_address_with_a_star_in_it_is_found_by_its_own_key_alone()
    {
        EmailAddress odd = Some.Address("a*b@example.net");

        Assert.NotEqual(odd.Key, Some.Pattern("a*b@example.net").Key);
        Assert.True(Some.Pattern("a*b@example.net").Matches(odd));
    }
}
