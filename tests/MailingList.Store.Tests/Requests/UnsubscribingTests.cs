using MailingList.Core;
using MailingList.Core.Lists;

namespace MailingList.Store.Tests.Requests;

/// <summary>What becomes of somebody who wants to leave.</summary>
public sealed class UnsubscribingTests : MailTest
{
    public UnsubscribingTests() => Mail.Host.Subscribe(Bob);

    public static TheoryData<string, bool> Fields => new()
    {
        { "Authentication-Results: mx.example.net; dmarc=pass header.from=example.net", true },
        { "Authentication-Results: MX.example.net; dkim=pass header.d=example.net", true },
        { "Authentication-Results: mx.example.net; dkim=pass header.d=mail.example.net; dmarc=pass (p=none) header.from=example.net", true },
        { "Authentication-Results: mx.example.net; spf=pass smtp.mailfrom=example.net", false },
        { "Authentication-Results: mx.example.net; dkim=pass header.d=evil.example", false },
        { "Authentication-Results: mx.example.net; dmarc=fail header.from=example.net", false },
        { "Authentication-Results: mx.example.net; dmarc=pass header.from=evil.example", false },
        { "Authentication-Results: mx.evil.example; dmarc=pass header.from=example.net", false },
        { "Authentication-Results: mx.example.net.evil.example; dmarc=pass header.from=example.net", false },
        { "Authentication-Results: mx.example.net; dmarc=fail header.from=example.net\nAuthentication-Results: mx.example.net; dmarc=pass header.from=example.net", false },
        { "Received: from a by b; x\nReceived: from c by d; x\nAuthentication-Results: mx.example.net; dmarc=pass header.from=example.net", false },
        { "X-Authentication-Results: mx.example.net; dmarc=pass header.from=example.net", false },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void It_needs_no_confirmation_where_our_own_MTA_knows_the_author(string field, bool isKnown)
    {
        Mail.Receive(Bob, Unsubscribe, fields: field);

        Assert.Equal(isKnown ? "You have left dev" : "Please confirm that you leave dev", Mail.Letter().Subject);
        Assert.Equal(isKnown, Find() is null);
    }

    [Fact]
    public void A_field_that_stands_in_the_body_is_none()
    {
        Mail.Receive(Bob, Unsubscribe, body: "Authentication-Results: mx.example.net; dmarc=pass header.from=example.net\n");

        Assert.Equal("Please confirm that you leave dev", Mail.Letter().Subject);
    }

    [Fact]
    public void Otherwise_it_is_confirmed()
    {
        Mail.Receive(Bob, Unsubscribe);
        SentLetter question = Mail.Letter();
        Assert.NotNull(Find());

        Reply(question);

        Assert.Equal("You have left dev", Mail.Letter().Subject);
        Assert.Null(Find());
        Assert.Equal(["unsubscribed mail"], Events());
    }

    [Theory]
    [InlineData("dev-unsubscribe@lists.example.org", "")]
    [InlineData("dev-leave@lists.example.org", "")]
    [InlineData("dev+leave@lists.example.org", "")]
    [InlineData(Request, "unsubscribe\n")]
    [InlineData(Request, "Leave\n")]
    [InlineData(Request, "unsubscribe BOB.BUILDER@example.net\n")]
    public void It_can_be_asked_in_any_of_these_ways(string recipient, string body)
    {
        Mail.Receive("bob.builder@EXAMPLE.NET", recipient, body: body, fields: Authenticated());

        Assert.Null(Find());
        Assert.Equal("You have left dev", Mail.Letter().Subject);
    }

    [Fact]
    public void Who_is_not_subscribed_is_told_so()
    {
        Mail.Receive("ann@example.net", Unsubscribe);

        Assert.Equal("Your address is not subscribed to dev", Mail.Letter().Subject);
    }

    [Fact]
    public void Twice_says_goodbye_once()
    {
        Mail.Receive(Bob, Unsubscribe);
        SentLetter question = Mail.Letter();
        Reply(question);
        Mail.Letters();
        IReadOnlyList<string> before = State();

        Reply(question);

        Assert.Equal("Your address is not subscribed to dev", Mail.Letter().Subject);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Without_a_goodbye_who_left_is_told_that_it_is_done()
    {
        Set(Setting.Goodbye, "off");

        Mail.Receive(Bob, Unsubscribe, fields: Authenticated());

        Assert.Contains("done", Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
    }

    [Fact]
    public void Owners_hear_of_it_where_they_want_to()
    {
        Set(Setting.Notify, "on");

        Mail.Receive(Bob, Unsubscribe, fields: Authenticated());

        Assert.Equal([Bob, Olga], Mail.Letters().Select(letter => letter.To));
    }

    [Fact]
    public void Nobody_unsubscribes_somebody_else()
    {
        Outcome outcome = Mail.Receive("ann@example.net", Request, body: $"unsubscribe {Bob}\n", fields: Authenticated());

        Assert.Equal(["results to ann@example.net"], Assert.IsType<Outcome.Answered>(outcome).Done);
        Assert.Contains("only owners", Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
        Assert.NotNull(Find());
    }
}
