using MailingList.Core;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;

namespace MailingList.Store.Tests.Requests;

/// <summary>Lists whose owners decide.</summary>
public sealed class ApprovalTests : MailTest
{
    private const string Otto = "otto@example.org";
    private const string Ann = "ann@example.net";

    private readonly SentLetter _toOlga;
    private readonly SentLetter _toOtto;

    public ApprovalTests()
    {
        Mail.Host.SetOwners(Dev, Olga, Otto);
        Set(Setting.Subscription, "approve");
        Agree(Ann, Subscribe);
        IReadOnlyList<SentLetter> letters = Mail.Letters();
        Assert.Equal([Olga, Otto, Ann], letters.Select(letter => letter.To));
        (_toOlga, _toOtto) = (letters[0], letters[1]);
    }

    [Fact]
    public void Each_owner_has_codes_of_their_own()
    {
        string[] tokens = [.. TokensIn(_toOlga), .. TokensIn(_toOtto)];

        Assert.Equal(4, tokens.Distinct().Count());
        Assert.All([_toOlga, _toOtto], letter =>
        {
            Assert.Equal($"{Ann} would like to join dev", letter.Subject);
            Assert.Equal($"dev-accept+{TokensIn(letter)[0]}@lists.example.org", AddressIn(letter, "accept"));
            Assert.Equal($"dev-reject+{TokensIn(letter)[1]}@lists.example.org", AddressIn(letter, "reject"));
        });
    }

    [Fact]
    public void An_empty_mail_to_the_address_accepts()
    {
        Mail.Receive(Olga, AddressIn(_toOlga, "accept"));

        SentLetter welcome = Mail.Letter();
        Assert.Equal((Ann, "Welcome to dev"), (welcome.To, welcome.Subject));
        Assert.Equal("owner", Find(Ann)!.Origin);
        Assert.Equal((ApplicationDecision.Accepted, Olga), (Application(Ann)!.Decision, Application(Ann)!.DecidedBy!.Text));
        Assert.Equal(["asked mail", "applied mail", "subscribed owner"], Events(Ann));
    }

    [Theory]
    [InlineData("olga@work.example")]
    [InlineData("OLGA@example.org")]
    [InlineData("nobody-knows@example.com")]
    public void From_whatever_address_it_comes_it_is_the_holders_decision(string from)
    {
        Mail.Receive(from, AddressIn(_toOlga, "accept"));

        Assert.Equal(Olga, Application(Ann)!.DecidedBy!.Text);
        Assert.NotNull(Find(Ann));
        Assert.Equal(Ann, Mail.Letter().To);
    }

    [Fact]
    public void The_line_of_the_letter_in_a_mail_to_the_plain_address_accepts()
    {
        Mail.Receive(Olga, "dev-accept@lists.example.org", "Re: yes", $"> confirm {TokensIn(_toOlga)[0]}\n");

        Assert.NotNull(Find(Ann));
    }

    [Fact]
    public void The_whole_letter_quoted_decides_as_the_address_says()
    {
        Mail.Receive(Olga, "dev-reject@lists.example.org", "Re: no", Quoted(_toOlga));

        Assert.Null(Find(Ann));
        Assert.Equal(ApplicationDecision.Rejected, Application(Ann)!.Decision);
    }

    [Fact]
    public void Who_is_refused_hears_what_the_owner_wrote_above()
    {
        Mail.Receive(Olga, AddressIn(_toOlga, "reject"), "No", $"This list is for gardeners – sorry.\n\nSecond paragraph.\n\nOn Monday, dev owner wrote:\n{Quoted(_toOlga)}");

        SentLetter letter = Mail.Letter();
        Assert.Equal((Ann, "Your request to join dev was refused"), (letter.To, letter.Subject));
        Assert.Contains("\nThis list is for gardeners – sorry.\n\nSecond paragraph.\n\nThis mail was written by the program", letter.Body, StringComparison.Ordinal);
        Assert.All(TokensIn(_toOlga), token => Assert.False(letter.Has(token[6..22])));
        Assert.False(letter.Has(Olga));
        Assert.Null(Find(Ann));
        Assert.Equal(["asked mail", "applied mail", "refused owner"], Events(Ann));
    }

    [Fact]
    public void In_HTML_too()
    {
        string quoted = System.Net.WebUtility.HtmlEncode(_toOlga.Body).Replace("\n", "<br>\n", StringComparison.Ordinal);

        Mail.Receive(
            Bytes($"From: {Olga}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<div dir=ltr>For <b>gardeners</b> only.</div><br><div class=gmail_quote><div class=gmail_attr>On Mon, Nov 23, 2026 at 11:00 dev owner &lt;dev-owner@lists.example.org&gt; wrote:<br></div><blockquote>{quoted}</blockquote></div>\n"),
            AddressIn(_toOlga, "reject"), Olga);

        Assert.Contains("here is what they wrote:\n\nFor gardeners only.\n\nThis mail", Mail.Letter().Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_words_none_are_passed_on()
    {
        Mail.Receive(Olga, AddressIn(_toOlga, "reject"));

        Assert.Contains("here is what they wrote:\n\nThis mail was written", Mail.Letter().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accept", "reject")]
    [InlineData("reject", "accept")]
    [InlineData("accept", "accept")]
    public void The_first_decision_stands_and_the_second_owner_hears_of_it(string first, string second)
    {
        Mail.Receive(Olga, AddressIn(_toOlga, first));
        Mail.Letters();
        IReadOnlyList<string> before = State();

        Mail.Receive(Otto, AddressIn(_toOtto, second));

        SentLetter letter = Mail.Letter();
        Assert.Equal((Otto, $"dev: it was decided already about {Ann}"), (letter.To, letter.Subject));
        Assert.Equal(before, State());
        Assert.Equal(first == "accept", Find(Ann) is not null);
    }

    [Fact]
    public void One_who_is_no_owner_any_more_decides_nothing()
    {
        Mail.Host.SetOwners(Dev, Otto);

        Mail.Receive(Olga, AddressIn(_toOlga, "accept"));

        Assert.Equal("Your answer to dev could not be used", Mail.Letter().Subject);
        Assert.Null(Find(Ann));
        Assert.Equal(ApplicationDecision.Waiting, Application(Ann)!.Decision);
    }

    [Fact]
    public void Applying_again_while_the_owners_think_tells_them_nothing_new()
    {
        Agree(Ann, Subscribe);

        Assert.Equal((Ann, "Your request to join dev is being looked at"), (Mail.Sent.Single().To, Mail.Letter().Subject));
        Mail.Receive(Olga, AddressIn(_toOlga, "accept"));
        Assert.NotNull(Find(Ann));
    }

    [Fact]
    public void Applying_again_after_three_days_asks_them_again_and_the_old_codes_are_gone()
    {
        Clock.Now += TimeSpan.FromDays(3) + TimeSpan.FromMinutes(5);

        Agree(Ann, Subscribe);

        IReadOnlyList<SentLetter> letters = Mail.Letters();
        Assert.Equal([Olga, Otto, Ann], letters.Select(letter => letter.To));
        Mail.Receive(Olga, AddressIn(_toOlga, "accept"));
        Assert.Equal("Your answer to dev came too late", Mail.Letter().Subject);
        Mail.Receive(Olga, AddressIn(letters[0], "accept"));
        Assert.NotNull(Find(Ann));
    }

    [Fact]
    public void Applying_again_after_a_refusal_asks_them_again_and_an_old_code_decides_nothing()
    {
        Mail.Receive(Olga, AddressIn(_toOlga, "reject"));
        Clock.Now += TimeSpan.FromHours(1);
        Mail.Letters();

        Agree(Ann, Subscribe);
        IReadOnlyList<SentLetter> letters = Mail.Letters();
        Assert.Equal(3, letters.Count);

        Mail.Receive(Otto, AddressIn(_toOtto, "accept"));
        Assert.Equal("Your answer to dev came too late", Mail.Letter().Subject);
        Assert.Null(Find(Ann));
        Assert.Equal(ApplicationDecision.Waiting, Application(Ann)!.Decision);
    }

    [Fact]
    public void One_mail_to_the_addresses_of_two_applicants_accepts_both()
    {
        Agree("bea@example.net", Subscribe);
        SentLetter other = Mail.Letters()[0];
        byte[] mail = Bytes($"From: {Olga}\nMessage-ID: <both@example.org>\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n\n");

        Mail.Receive(mail, AddressIn(_toOlga, "accept"), Olga);
        Mail.Receive(mail, AddressIn(other, "accept"), Olga);

        Assert.Equal([Ann, "bea@example.net"], Mail.Host.Subscribers());
    }

    [Theory]
    [InlineData("on", "Welcome to dev")]
    [InlineData("off", "You are subscribed to dev now")]
    public void Who_was_let_in_hears_of_it(string welcome, string subject)
    {
        Set(Setting.Welcome, welcome);

        Mail.Receive(Olga, AddressIn(_toOlga, "accept"));

        Assert.Equal(subject, Mail.Letter().Subject);
    }

    [Fact]
    public void Who_was_subscribed_at_the_shell_meanwhile_hears_of_it_too()
    {
        Mail.Host.Subscribe(Ann);

        Outcome outcome = Mail.Receive(Olga, AddressIn(_toOlga, "accept"));

        Assert.Equal([$"accepted to {Ann}"], Assert.IsType<Outcome.Answered>(outcome).Done);
    }

    [Fact]
    public void And_is_not_refused_any_more()
    {
        Mail.Host.Subscribe(Ann);

        Mail.Receive(Olga, AddressIn(_toOlga, "reject"));

        Assert.Equal((Olga, $"dev: it was decided already about {Ann}"), (Mail.Sent.Single().To, Mail.Letter().Subject));
        Assert.NotNull(Find(Ann));
    }

    [Fact]
    public void Where_owners_decide_no_more_an_application_can_still_be_accepted()
    {
        Set(Setting.Subscription, "closed");

        Mail.Receive(Olga, AddressIn(_toOlga, "accept"));

        Assert.NotNull(Find(Ann));
    }
}
