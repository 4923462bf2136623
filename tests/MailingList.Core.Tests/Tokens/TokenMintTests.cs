using CsCheck;

using MailingList.Core.Addressing;
using MailingList.Core.Tests.Support;
using MailingList.Core.Tokens;

namespace MailingList.Core.Tests.Tokens;

public sealed class TokenMintTests
{
    private static readonly EmailAddress Dev = EmailAddress.Parse("dev@lists.example.org");
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] OtherKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private static readonly string[] Domains = ["example.net", "EXAMPLE.NET", "bücher.example", "a-b.example"];

    private static readonly Gen<string> Local = Gen.OneOf(
        Gen.String[Gen.Char["abcxyz0129.-_+=!#$%&'*/?^`{|}~ABCZ"], 1, 40],
        Gen.String[Gen.Char["ab\"\\ @.<>(),;:"], 1, 20].Select(text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""),
        Gen.String[Gen.Char["aéß日本"], 1, 12]);

    private static readonly Gen<EmailAddress> Address = Gen.Select(Local, Gen.Int[0, Domains.Length - 1].Select(i => Domains[i]))
        .Select((local, domain) => EmailAddress.TryParse($"{local}@{domain}", out EmailAddress? address, out _) ? address : null!)
        .Where(address => address is not null);

    private readonly FixedClock _clock = new(1_795_000_000_000);

    [Fact]
    public void What_is_made_is_read_whatever_the_address_and_in_any_case() =>
        Gen.Select(Address, Gen.OneOf(Gen.Const(string.Empty), Gen.String[0, 30].Where(text => !text.Contains('\0', StringComparison.Ordinal) && IsText(text))), Gen.Enum<TokenPurpose>()).Sample((address, detail, purpose) =>
        {
            var token = new Token(purpose, Dev, address, detail);
            string text = Mint().Make(token);

            Assert.True(Mint().TryRead(text, Dev, out Token? read, out _));
            Assert.Equal(token, read with { Made = default });
            Assert.True(Mint().TryRead(text.ToUpperInvariant(), Dev, out read, out _));
            Assert.Equal(token, read with { Made = default });
        });

    [Fact]
    public void It_can_stand_in_a_local_part_without_quotes() => Address.Sample(address =>
    {
        string text = Mint().Make(new Token(TokenPurpose.Subscribe, Dev, address));

        Assert.DoesNotContain("..", text, StringComparison.Ordinal);
        Assert.False(text.EndsWith('.'));
        Assert.All(text, character => Assert.True(char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || ".-_+=~".Contains(character, StringComparison.Ordinal), text));
    });

    [Fact]
    public void A_usual_one_leaves_room_for_a_list_in_a_local_part()
    {
        string text = Mint().Make(new Token(TokenPurpose.Subscribe, Dev, EmailAddress.Parse("Firstname.Lastname@example.net")));

        Assert.EndsWith("example.net=firstname.lastname", text, StringComparison.Ordinal);
        Assert.True($"dev-confirm+{text}".Length <= 64, text);
    }

    [Fact]
    public void One_character_more_less_or_other_is_none() =>
        Gen.Select(Address, Gen.Int[0, 200], Gen.Char["abcdefghijklmnopqrstuvwxyz234567.-_+=~"]).Sample((address, place, character) =>
        {
            string text = Mint().Make(new Token(TokenPurpose.Subscribe, Dev, address, "each"));
            place %= text.Length;

            string[] altered = [text.Remove(place, 1), text.Insert(place, character.ToString()), text.Remove(place, 1).Insert(place, character.ToString())];
            Assert.All(altered.Where(other => other != text), other => Assert.False(Mint().TryRead(other, Dev, out _, out _)));
        });

    [Theory]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaa=")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaa~")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaa~0")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaa~ff~ff")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaexample.net=bob")]
    [InlineData("\ud800")]
    public void Garbage_is_none(string text)
    {
        Assert.False(Mint().TryRead(text, Dev, out _, out TokenProblem? reason));
        Assert.Equal(TokenProblem.Altered, reason);
    }

    [Fact]
    public void That_of_another_list_or_purpose_or_site_is_none()
    {
        var token = new Token(TokenPurpose.Subscribe, Dev, EmailAddress.Parse("bob@example.net"));
        string text = Mint().Make(token);

        Assert.False(Mint().TryRead(text, EmailAddress.Parse("news@lists.example.org"), out _, out _));
        Assert.False(Mint(OtherKey).TryRead(text, Dev, out _, out _));
        string unsubscribe = Mint().Make(token with { Purpose = TokenPurpose.Unsubscribe });
        Assert.False(Mint().TryRead(unsubscribe[..6] + text[6..], Dev, out _, out _));
    }

    [Fact]
    public void It_is_good_for_three_days()
    {
        string text = Mint().Make(new Token(TokenPurpose.Subscribe, Dev, EmailAddress.Parse("bob@example.net")));

        _clock.Milliseconds += (long)(TokenMint.Validity - TimeSpan.FromHours(1)).TotalMilliseconds;
        Assert.True(Mint().TryRead(text, Dev, out _, out _));
        _clock.Milliseconds += (long)TimeSpan.FromHours(1.1).TotalMilliseconds;
        Assert.False(Mint().TryRead(text, Dev, out _, out TokenProblem? reason));
        Assert.Equal(TokenProblem.Expired, reason);
    }

    [Fact]
    public void After_a_rotation_the_key_before_is_honoured()
    {
        string text = Mint(Key).Make(new Token(TokenPurpose.Subscribe, Dev, EmailAddress.Parse("bob@example.net")));

        Assert.True(Mint(OtherKey, Key).TryRead(text, Dev, out _, out _));
        Assert.NotEqual(text, Mint(OtherKey, Key).Make(new Token(TokenPurpose.Subscribe, Dev, EmailAddress.Parse("bob@example.net"))));
    }

    private static bool IsText(string text) => !text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);

    private TokenMint Mint(params byte[][] keys) => new(keys.Length == 0 ? [Key] : keys, _clock);
}
