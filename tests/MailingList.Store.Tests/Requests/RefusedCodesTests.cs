using MailingList.Core;
using MailingList.Core.Tokens;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests.Requests;

/// <summary>Codes that are not good, or no longer.</summary>
public sealed class RefusedCodesTests : MailTest
{
    private const string Ann = "ann@example.net";
    private const string Expired = "Your answer to dev came too late";
    private const string Refused = "Your answer to dev could not be used";

    private static readonly byte[] OtherKey = [.. Enumerable.Repeat((byte)7, 32)];

    [Fact]
    public void After_three_days_it_is_too_late()
    {
        SentLetter question = Ask(Subscribe);
        Clock.Now += TimeSpan.FromDays(3) + TimeSpan.FromMinutes(2);

        Reply(question, Ann);

        Assert.Equal(Expired, Mail.Letter().Subject);
        Assert.Null(Find(Ann));
    }

    [Fact]
    public void Shortly_before_it_is_not()
    {
        SentLetter question = Ask(Subscribe);
        Clock.Now += TimeSpan.FromDays(3) - TimeSpan.FromMinutes(2);

        Reply(question, Ann);

        Assert.Equal("Welcome to dev", Mail.Letter().Subject);
    }

    [Theory]
    [InlineData(Request, "Re: x", "> confirm TOKEN")]
    [InlineData(Request, "confirm TOKEN", "")]
    [InlineData(Request, "", "confirm TOKEN")]
    public void Too_late_is_told_wherever_it_was_brought(string recipient, string subject, string body)
    {
        string token = TokenIn(Ask(Subscribe));
        Clock.Now += TimeSpan.FromDays(4);

        Mail.Receive(Ann, recipient, subject.Replace("TOKEN", token, StringComparison.Ordinal), body.Replace("TOKEN", token, StringComparison.Ordinal));

        string subjectOfAnswer = Mail.Letter().Subject;
        Assert.True(subjectOfAnswer is Expired or Refused, subjectOfAnswer);
        Assert.Null(Find(Ann));
    }

    [Fact]
    public void Who_has_left_since_is_not_subscribed_again()
    {
        SentLetter question = Ask(Subscribe);
        Reply(question, Ann);
        Clock.Now += TimeSpan.FromHours(1);
        Mail.Host.Unsubscribe(Ann);
        Mail.Letters();

        Reply(question, Ann);

        Assert.Equal(Expired, Mail.Letter().Subject);
        Assert.Null(Find(Ann));
    }

    [Fact]
    public void Nor_by_a_code_for_several_commands()
    {
        Mail.Receive(Ann, Request, body: "subscribe\nset name Ann\n");
        SentLetter question = Mail.Letter();
        Reply(question, Ann);
        Clock.Now += TimeSpan.FromHours(1);
        Mail.Host.Unsubscribe(Ann);
        Mail.Letters();

        Reply(question, Ann);

        Assert.Null(Find(Ann));
        Assert.Contains("came too late", string.Join('\n', Results(Mail.Letter())) + Expired, StringComparison.Ordinal);
    }

    [Fact]
    public void Nor_by_an_owners()
    {
        Mail.Receive(Olga, Request, body: $"subscribe {Ann}\n");
        SentLetter question = Mail.Letter();
        Reply(question, Olga);
        Assert.NotNull(Find(Ann));
        Clock.Now += TimeSpan.FromHours(1);
        Mail.Host.Unsubscribe(Ann);
        Mail.Letters();

        Reply(question, Olga);

        Assert.Null(Find(Ann));
    }

    [Fact]
    public void Who_has_come_again_since_is_not_unsubscribed()
    {
        Mail.Host.Subscribe(Ann);
        SentLetter question = Ask(Unsubscribe);
        Reply(question, Ann);
        Clock.Now += TimeSpan.FromHours(1);
        Mail.Host.Subscribe(Ann);
        Mail.Letters();

        Reply(question, Ann);

        Assert.Equal(Expired, Mail.Letter().Subject);
        Assert.NotNull(Find(Ann));
    }

    [Fact]
    public void Who_left_before_they_asked_is_subscribed()
    {
        Mail.Host.Subscribe(Ann);
        Mail.Host.Unsubscribe(Ann);
        Clock.Now += TimeSpan.FromSeconds(5);

        Reply(Ask(Subscribe), Ann);

        Assert.NotNull(Find(Ann));
    }

    [Fact]
    public void A_clock_that_was_far_ahead_once_keeps_nobody_out()
    {
        using (var ahead = new Host("mx2", TimeSpan.FromDays(400)))
        {
            ahead.Hear(Mail.Host);
            ahead.Subscribe(Ann);
            ahead.Unsubscribe(Ann);
            Mail.Host.Hear(ahead);
        }

        Reply(Ask(Subscribe), Ann);

        Assert.NotNull(Find(Ann));
    }

    [Fact]
    public void One_of_another_list_is_refused()
    {
        Mail.Host.Create("news@lists.example.org", Olga);
        string token = TokenIn(Ask("news-subscribe@lists.example.org"));

        Mail.Receive(Ann, $"dev-confirm+{token}@lists.example.org");

        Assert.Equal(Refused, Mail.Letter().Subject);
        Assert.Null(Find(Ann));
    }

    [Theory]
    [InlineData("dev-accept")]
    [InlineData("dev-reject")]
    [InlineData("dev-confirm")]
    public void One_for_another_purpose_is_refused(string role)
    {
        TokenPurpose wrong = role == "dev-confirm" ? TokenPurpose.Accept : TokenPurpose.Subscribe;
        string token = Mail.Mint.Make(new Token(wrong, Host.Address(Dev), Host.Address(Ann)) { Holder = role == "dev-confirm" ? Host.Address(Olga) : null });

        Mail.Receive(Ann, $"{role}+{token}@lists.example.org");

        Assert.Equal(Refused, Mail.Letter().Subject);
        Assert.Null(Find(Ann));
    }

    [Fact]
    public void One_of_another_site_is_refused()
    {
        string token = new TokenMint([OtherKey], Clock).Make(new Token(TokenPurpose.Subscribe, Host.Address(Dev), Host.Address(Ann)));

        Mail.Receive(Ann, $"dev-confirm+{token}@lists.example.org");

        Assert.Equal(Refused, Mail.Letter().Subject);
    }

    [Fact]
    public void After_a_rotation_the_key_before_is_honoured_until_it_is_gone()
    {
        SentLetter question = Ask(Subscribe);
        Mail.Keys.Insert(0, OtherKey);
        Reply(question, Ann);
        Assert.NotNull(Find(Ann));
        Mail.Letters();

        Reply(Ask(Unsubscribe), Ann);
        Assert.Null(Find(Ann));
        Mail.Letters();

        Mail.Keys.RemoveAt(1);
        Reply(question, Ann);
        Assert.Equal(Refused, Mail.Letter().Subject);
        Assert.Null(Find(Ann));
    }

    [Theory]
    [InlineData(Confirm, "", "")]
    [InlineData("dev-confirm+garbage@lists.example.org", "Re: x", "Yes\n")]
    [InlineData(Confirm, "Re: x", "confirm garbage\n")]
    [InlineData("dev-accept@lists.example.org", "", "")]
    [InlineData("dev-reject+x@lists.example.org", "", "")]
    [InlineData(Request, "confirm", "confirm abc\n")]
    public void What_is_none_is_told_so(string recipient, string subject, string body)
    {
        Mail.Receive(Ann, recipient, subject, body);

        Assert.Equal(Refused, Mail.Letter().Subject);
    }

    [Fact]
    public void Without_an_author_nobody_is_told()
    {
        Outcome outcome = Mail.Receive(Bytes("Subject: x\n\nconfirm garbage\n"), Confirm, "eve@example.net");

        Assert.Empty(Assert.IsType<Outcome.Answered>(outcome).Done);
        Assert.Empty(Mail.Sent);
    }

    [Fact]
    public void A_character_that_is_lost_or_changed_makes_it_none()
    {
        string token = TokenIn(Ask(Subscribe));
        for (int i = 0; i < token.Length; i++)
        {
            char other = token[i] == 'a' ? 'b' : 'a';
            Mail.Receive($"ann{i}@example.net", $"dev-confirm+{token[..i]}{other}{token[(i + 1)..]}@lists.example.org");
            Mail.Receive($"anna{i}@example.net", $"dev-confirm+{token[..i]}{token[(i + 1)..]}@lists.example.org");
        }

        Assert.All(Mail.Letters(), letter => Assert.Equal(Refused, letter.Subject));
        Assert.Empty(Mail.Host.Subscribers());
    }

    private SentLetter Ask(string recipient)
    {
        Mail.Receive(Ann, recipient);
        return Mail.Letter();
    }
}
