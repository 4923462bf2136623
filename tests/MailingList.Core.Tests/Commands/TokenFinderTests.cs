using MailingList.Core.Addressing;
using MailingList.Core.Commands;
using MailingList.Core.Tests.Support;
using MailingList.Core.Tokens;

namespace MailingList.Core.Tests.Commands;

public sealed class TokenFinderTests
{
    private static readonly EmailAddress Dev = EmailAddress.Parse("dev@lists.example.org");
    private static readonly Token Wanted = new(TokenPurpose.Subscribe, Dev, EmailAddress.Parse("firstname.lastname@example.net"), "each");

    private readonly FixedClock _clock = new(1_795_000_000_000);
    private readonly string _text;

    public TokenFinderTests() => _text = Mint.Make(Wanted);

    public static TheoryData<string, string[]> Places => new()
    {
        { "confirm TOKEN", [] },
        { "Re: confirm TOKEN", [] },
        { "AW: Please confirm", ["confirm TOKEN"] },
        { "Re: x", ["", "confirm TOKEN", "-- ", "me"] },
        { "Re: x", ["Yes!", "", "> To subscribe, write", ">   confirm TOKEN", "> to dev-request"] },
        { "Re: x", ["> > confirm TOKEN."] },
        { "Re: x", ["On Monday you wrote: confirm TOKEN, or do nothing"] },
        { "Re: x", ["> write to <dev-confirm+TOKEN@lists.example.org>"] },
        { "Re: x", ["to confirm, confirm TOKEN"] },
        { "Confirm it", ["CONFIRM TOKEN"] },
    };

    private TokenMint Mint => new([new byte[32]], _clock);

    [Theory]
    [MemberData(nameof(Places))]
    public void It_is_found_wherever_it_stands(string subject, string[] lines)
    {
        Assert.Equal(Wanted, Find(string.Empty, subject.Replace("TOKEN", _text, StringComparison.Ordinal), [.. lines.Select(line => line.Replace("TOKEN", _text, StringComparison.Ordinal))]).Token);
        string upper = _text.ToUpperInvariant();
        Assert.Equal(Wanted, Find(string.Empty, subject.Replace("TOKEN", upper, StringComparison.Ordinal), [.. lines.Select(line => line.Replace("TOKEN", upper, StringComparison.Ordinal))]).Token);
    }

    [Fact]
    public void It_is_found_in_the_address() => Assert.Equal(Wanted, Find(_text, "Re: x", ["nothing here"]).Token);

    [Fact]
    public void It_is_found_folded_over_lines_wherever_they_are_folded()
    {
        for (int at = 1; at < _text.Length; at++)
        {
            Assert.Equal(Wanted, Find(string.Empty, "Re: x", ["", $"> confirm {_text[..at]}", $"> {_text[at..]} and so on"]).Token);
        }

        Assert.Equal(Wanted, Find(string.Empty, "Re: x", ["confirm", _text[..20], _text[20..40], _text[40..]]).Token);
    }

    [Fact]
    public void One_that_is_too_old_is_told_from_garbage()
    {
        _clock.Milliseconds += (long)TimeSpan.FromDays(4).TotalMilliseconds;
        Assert.Equal((null, TokenProblem.Expired), Find(string.Empty, "confirm garbage", [$"confirm {_text}", "confirm garbage"]));
        Assert.Equal((null, TokenProblem.Altered), Find("garbage", "x", []));
        Assert.Equal((null, null), Find(string.Empty, "x", ["Yes, please."]));
    }

    // Without the minute, which only a token that was read has.
    private (Token? Token, TokenProblem? Problem) Find(string detail, string subject, string[] lines)
    {
        (Token? token, TokenProblem? problem) = new TokenFinder(Mint, Dev, [TokenPurpose.Subscribe], []).Find(detail, subject, lines);
        return (token is null ? null : token with { Made = default }, problem);
    }
}
