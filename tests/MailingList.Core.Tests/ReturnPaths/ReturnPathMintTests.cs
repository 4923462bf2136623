using System.Security.Cryptography;

using CsCheck;

using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Tests.Support;
using MailingList.Core.Tokens;

namespace MailingList.Core.Tests.ReturnPaths;

public sealed class ReturnPathMintTests
{
    private const string Identity = "0123456789abcdef";

    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly FixedClock _clock = new(1_800_000_000_000);
    private readonly ListSnapshot _list = Some.List();

    private ReturnPathMint Mint => new([Key], _clock);

    private string Made(ReturnPathKind kind = ReturnPathKind.Post) => Mint.Make(_list, kind, Identity);

    private static long Milliseconds(int days) => (long)TimeSpan.FromDays(days).TotalMilliseconds;

    private static string DetailOf(string returnPath) => returnPath[(returnPath.IndexOf('+', StringComparison.Ordinal) + 1)..returnPath.LastIndexOf('@')];

    private bool IsGood(string detail, string list = Some.ListAddress, byte[]? key = null) => new ReturnPathMint([key ?? Key], _clock).TryRead(detail, Some.Address(list), out _);

    private ReturnPath Read(string returnPath) => Mint.TryRead(DetailOf(returnPath), _list.Address, out ReturnPath? path) ? path : throw new FormatException(returnPath);

    [Theory]
    [InlineData(ReturnPathKind.Post)]
    [InlineData(ReturnPathKind.Probe)]
    public void What_was_made_is_read(ReturnPathKind kind)
    {
        string made = Made(kind);
        Assert.Matches("^dev-bounces\\+[a-z2-7]{17}@lists\\.example\\.org$", made);
        Assert.Equal(new ReturnPath(kind, IsoDate.DayOf(_clock.GetUtcNow()), ReturnPathMint.MessageOf(Identity), null), Read(made));
        // Exim folds it, some fold it the other way.
        Assert.True(IsGood(DetailOf(made).ToUpperInvariant()));
    }

    [Fact]
    public void Nobody_else_can_make_one()
    {
        string good = DetailOf(Made());
        Assert.False(IsGood(good, "users@lists.example.org"));
        Assert.False(IsGood(good, key: new byte[32]));
        Assert.All(Enumerable.Range(0, good.Length), at => Assert.All(
            "abcdefghijklmnopqrstuvwxyz234567".Where(other => other != good[at]), other => Assert.False(IsGood(good[..at] + other + good[(at + 1)..]))));
        Assert.All(Enumerable.Range(0, good.Length), length => Assert.False(IsGood(good[..length])));
        Assert.False(IsGood(good + "a"));
        Assert.False(IsGood(good + "+"));
        Assert.False(IsGood(string.Empty));
        // A token of another use, with the same key.
        Assert.False(IsGood(new TokenMint([Key], _clock).Make(new Token(TokenPurpose.Subscribe, _list.Address, Some.Address(Some.Author)))));
    }

    [Fact]
    public void It_is_good_for_two_weeks_and_with_the_key_before()
    {
        string good = DetailOf(Made());
        _clock.Milliseconds += Milliseconds(14);
        Assert.True(IsGood(good));
        Assert.True(new ReturnPathMint([RandomNumberGenerator.GetBytes(32), Key], _clock).TryRead(good, _list.Address, out _));
        _clock.Milliseconds += Milliseconds(1);
        Assert.False(IsGood(good));
        // When the numbers of days come round it is old all the same.
        _clock.Milliseconds += Milliseconds(4096 - 10);
        Assert.False(IsGood(good));
    }

    [Fact]
    public void A_clock_that_is_behind_reads_what_one_that_is_right_made()
    {
        string good = DetailOf(Made());
        _clock.Milliseconds -= Milliseconds(1) - 1;
        Assert.True(IsGood(good));
    }

    [Fact]
    public void A_name_that_leaves_no_room_has_a_return_path_without_a_token()
    {
        ListSnapshot longest = _list with { Address = EmailAddress.Parse($"{new string('l', 39)}@lists.example.org") };
        Assert.Equal($"{new string('l', 39)}-bounces@lists.example.org", Mint.Make(longest, ReturnPathKind.Post, Identity));
        ListSnapshot fits = _list with { Address = EmailAddress.Parse($"{new string('l', 38)}@lists.example.org") };
        Assert.Equal(64, Mint.Make(fits, ReturnPathKind.Post, Identity).IndexOf('@', StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_key_a_post_goes_out_and_nothing_is_believed()
    {
        var none = new ReturnPathMint([], _clock);
        Assert.Equal("dev-bounces@lists.example.org", none.Make(_list, ReturnPathKind.Post, Identity));
        Assert.False(none.TryRead(DetailOf(Made()), _list.Address, out _));
    }

    [Theory]
    [InlineData("anna@example.net", "anna=example.net")]
    [InlineData("Anna+Lists@Example.NET", "Anna+Lists=example.net")]
    [InlineData("a=b@example.net", "a=b=example.net")]
    [InlineData("=@example.net", "==example.net")]
    [InlineData("~a@example.net", "~=example.net=~7ea")]
    [InlineData("\"q r\"@a.example", "~=a.example=q~20r")]
    [InlineData("\"a=b@c\"@a.example", "~=a.example=a~3db=c")]
    [InlineData("müller@a.example", "~=a.example=m~c3~bcller")]
    [InlineData("x@bücher.example", "x=xn--bcher-kva.example")]
    [InlineData("a%b@a.example", "~=a.example=a~25b")]
    public void A_recipient_is_spelled_so_that_it_is_read_without_doubt(string address, string spelled)
    {
        EmailAddress recipient = EmailAddress.Parse(address);
        string own = RecipientSpelling.For(Made(), recipient);
        Assert.Equal($"{DetailOf(Made())}+{spelled}", DetailOf(own));
        Assert.Equal(!spelled.StartsWith('~'), RecipientSpelling.IsPlain(Made(), recipient));
        Assert.Equal(recipient, Assert.IsType<ReturnPathRecipient.Whole>(Read(own).Recipient).Address);
        Assert.Equal(recipient, Assert.IsType<ReturnPathRecipient.Whole>(Read(own.ToUpperInvariant()).Recipient).Address);
    }

    [Fact]
    public void One_that_does_not_fit_is_known_by_its_hash()
    {
        EmailAddress longest = EmailAddress.Parse($"{new string('x', 64)}@a-long-name.example");
        string own = RecipientSpelling.For(Made(), longest);
        Assert.True(own.IndexOf('@', StringComparison.Ordinal) <= 64, own);
        Assert.False(RecipientSpelling.IsPlain(Made(), longest));
        Assert.Equal(RecordHash.Wide(longest.Key), Assert.IsType<ReturnPathRecipient.Hashed>(Read(own).Recipient).Hash);
    }

    [Fact]
    public void Every_address_comes_back_as_itself_or_as_its_hash()
    {
        string made = Made();
        Gen<string> local = Gen.OneOf(
            Gen.String[Gen.Char["abcXYZ019.-_+=~'!#$%&*/?^`{|}"], 1, 64],
            Gen.String[Gen.Char["ab \"\\@<>(),:;[]"], 1, 20].Select(text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""),
            Gen.String[Gen.Char["aüß用户"], 1, 20]);
        Gen.Select(local, Gen.OneOf(Gen.Const("a.example"), Gen.Const("xn--bcher-kva.example"), Gen.Const("a-very-long-domain-name-of-somebody.example.org"))).Sample((name, domain) =>
        {
            if (!EmailAddress.TryParse($"{name}@{domain}", out EmailAddress? address, out _) || address is null)
            {
                return;
            }

            string own = RecipientSpelling.For(made, address);
            Assert.True(own.LastIndexOf('@') <= 64, own);
            Assert.Equal(own, EmailAddress.Parse(own).Wire);
            Assert.True(Read(own).Recipient is ReturnPathRecipient.Whole whole ? whole.Address.Equals(address)
                : ((ReturnPathRecipient.Hashed)Read(own).Recipient!).Hash == RecordHash.Wide(address.Key), own);
        });
    }
}
