using MailingList.Core;
using MailingList.Core.Lists;

namespace MailingList.Store.Tests.Requests;

/// <summary>The ways in which a code comes back.</summary>
public sealed class ConfirmationTests : MailTest
{
    private const string Ann = "ann@example.net";

    private readonly SentLetter _question;
    private readonly string _token;

    public ConfirmationTests()
    {
        Mail.Receive(Ann, Subscribe);
        _question = Mail.Letter();
        _token = TokenIn(_question);
    }

    public static TheoryData<string, string> Quotations => new()
    {
        { "as it is", "confirm TOKEN" },
        { "in upper case", "CONFIRM TOKENUP" },
        { "quoted", "> confirm TOKEN" },
        { "quoted, indented", ">     confirm TOKEN" },
        { "quoted twice", "> > confirm TOKEN" },
        { "quoted by others", "| confirm TOKEN" },
        { "folded", "> confirm HALF1\n> HALF2" },
        { "folded without marks", "confirm HALF1\nHALF2" },
        { "folded behind the word", "> confirm\n> TOKEN" },
        { "folded in upper case", "> CONFIRM HALF1UP\n> HALF2UP" },
        { "folded thrice", "> confirm HALF1\n> QUARTER3\n> QUARTER4" },
        { "with a dot behind", "I confirm: confirm TOKEN." },
        { "in angle brackets", "<confirm TOKEN>" },
        { "in quotes", "\"confirm TOKEN\"" },
        { "as the address", "> write to dev-confirm+TOKEN@lists.example.org" },
        { "as a link", "[dev-confirm+TOKEN@lists.example.org](mailto:dev-confirm+TOKEN@lists.example.org)" },
        { "below a long story", "STORY\n> confirm TOKEN" },
        { "with carriage returns", "Yes.\r\n> confirm HALF1\r\n> HALF2\r\n" },
    };

    [Fact]
    public void As_a_reply_to_the_question()
    {
        Assert.Equal($"dev-confirm+{_token}@lists.example.org", ReplyTo(_question));

        Reply(_question, Ann);

        AssertWelcome();
    }

    [Theory]
    [InlineData("dev-confirm+{0}@lists.example.org")]
    [InlineData("dev+confirm+{0}@lists.example.org")]
    [InlineData("dev-confirm-{0}@lists.example.org")]
    [InlineData("DEV-CONFIRM+{0}@LISTS.EXAMPLE.ORG")]
    public void By_an_empty_mail_to_the_address(string address)
    {
        string recipient = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, _token);
        Mail.Receive(Ann, address[0] == 'D' ? recipient.ToUpperInvariant() : recipient);

        AssertWelcome();
    }

    [Theory]
    [InlineData(Request)]
    [InlineData(Confirm)]
    public void In_the_subject(string recipient)
    {
        Mail.Receive(Ann, recipient, $"Re: [dev] confirm {_token}", "Yes, please.\n");

        AssertWelcome();
    }

    [Theory]
    [MemberData(nameof(Quotations))]
    public void In_the_body_of_a_mail_to_request(string how, string body)
    {
        Mail.Receive(Ann, Request, "Re: a question", With(body));

        Assert.True(Find(Ann) is not null, how);
        AssertWelcome();
    }

    [Theory]
    [MemberData(nameof(Quotations))]
    public void In_the_body_of_a_mail_to_confirm(string how, string body)
    {
        Mail.Receive(Ann, Confirm, "Re: a question", With(body));

        Assert.True(Find(Ann) is not null, how);
        AssertWelcome();
    }

    [Theory]
    [InlineData("<div>Yes</div><blockquote type=\"cite\">LINES</blockquote>", "<br>")]
    [InlineData("<p>Yes</p><blockquote><pre class=\"moz-quote-pre\" wrap=\"\">LINES</pre></blockquote>", "\n")]
    [InlineData("<p class=MsoNormal>Yes</p><div><p class=MsoPlainText>LINES</p></div>", "</p>\n<p class=MsoPlainText>")]
    [InlineData("<div dir=\"ltr\">Yes</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Monday:<br></div><blockquote><div>LINES</div></blockquote></div>", "</div><div>")]
    public void In_a_reply_that_is_only_HTML(string html, string lineEnd)
    {
        string lines = string.Join(lineEnd, _question.Body.Split('\n').Select(System.Net.WebUtility.HtmlEncode));

        Mail.Receive(Bytes($"From: {Ann}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{html.Replace("LINES", lines, StringComparison.Ordinal)}\n"), Confirm, Ann);

        AssertWelcome();
    }

    [Fact]
    public void In_quoted_printable_with_soft_line_breaks()
    {
        string encoded = $"> confirm {_token}".Replace("=", "=3D", StringComparison.Ordinal);

        Mail.Receive(
            Bytes($"From: {Ann}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nYes=\n.\n{encoded[..20]}=\n{encoded[20..31]}=\n{encoded[31..]}\n"),
            Confirm, Ann);

        AssertWelcome();
    }

    [Fact]
    public void From_another_address_it_is_the_one_that_was_asked_that_is_subscribed()
    {
        Reply(_question, "ann@work.example");

        SentLetter welcome = Mail.Letter();
        Assert.Equal(Ann, welcome.To);
        Assert.Empty(welcome.Message.InReplyTo ?? string.Empty);
        Assert.False(welcome.Has("work.example"));
        Assert.NotNull(Find(Ann));
        Assert.Null(Find("ann@work.example"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("From: ann@example.net, bob@example.net\n")]
    public void From_nobody_or_several_too(string from)
    {
        Mail.Receive(Bytes($"{from}Subject: Re: x\n\nconfirm {_token}\n"), Confirm, Ann);

        AssertWelcome();
    }

    [Fact]
    public void Twice_greets_once_and_changes_nothing()
    {
        Reply(_question, Ann);
        AssertWelcome();
        IReadOnlyList<string> before = State();

        Outcome again = Reply(_question, Ann);

        Assert.Equal([$"already-subscribed to {Ann}"], Assert.IsType<Outcome.Answered>(again).Done);
        Assert.Equal("You are subscribed to dev already", Mail.Letter().Subject);
        Assert.Equal(before, State());
    }

    [Fact]
    public void With_another_wish_in_the_meantime_the_last_confirmed_stands()
    {
        Reply(_question, Ann);
        Mail.Letters();

        Agree(Ann, Request, "subscribe none\n");

        Assert.Equal(DeliveryMode.None, Find(Ann)!.Delivery);
        Assert.Contains("done", Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
    }

    private string With(string body) => body
        .Replace("TOKENUP", _token.ToUpperInvariant(), StringComparison.Ordinal)
        .Replace("HALF1UP", _token[..20].ToUpperInvariant(), StringComparison.Ordinal)
        .Replace("HALF2UP", _token[20..].ToUpperInvariant(), StringComparison.Ordinal)
        .Replace("TOKEN", _token, StringComparison.Ordinal)
        .Replace("HALF1", _token[..20], StringComparison.Ordinal)
        .Replace("HALF2", _token[20..], StringComparison.Ordinal)
        .Replace("QUARTER3", _token[20..30], StringComparison.Ordinal)
        .Replace("QUARTER4", _token[30..], StringComparison.Ordinal)
        .Replace("STORY", string.Concat(Enumerable.Repeat("> and so on\n", 100)), StringComparison.Ordinal);

    private void AssertWelcome()
    {
        SentLetter welcome = Mail.Letter();
        Assert.Equal("Welcome to dev", welcome.Subject);
        Assert.Equal(Ann, welcome.To);
        Assert.NotNull(Find(Ann));
    }
}
