using System.Text;

using MailingList.Core.Failures;
using MailingList.Core.Lists;

namespace MailingList.Store.Tests.Requests;

/// <summary>Mails that ask for a subscription, as people's programs write them.</summary>
public sealed class SubscribingMailsTests : MailTest
{
    private const string Head = "From: " + Bob + "\nTo: dev-subscribe@lists.example.org\nDate: Mon, 23 Nov 2026 10:00:00 +0000\nMessage-ID: <1@example.net>\nMIME-Version: 1.0\n";

    public static TheoryData<string, string> Bodies => new()
    {
        { "empty", "Subject: \n\n" },
        { "no Subject, no body", "\n" },
        { "nothing behind the header", string.Empty },
        { "HTML only", "Content-Type: text/html; charset=utf-8\n\n<html><body><div>subscribe</div></body></html>\n" },
        { "base64", "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nc3Vic2NyaWJlCg==\n" },
        { "quoted-printable", "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nsubs=\ncribe, bitte sch=F6n\n" },
        { "from a phone", "Content-Type: text/plain\nSubject: Subscribe\nX-Mailer: iPhone Mail (20H115)\n\n\n\nSent from my iPhone" },
        { "a signature", "Content-Type: text/plain\n\n-- \nBob Builder\nBuilding Ltd\n" },
        { "only a signature in HTML", "Content-Type: text/html\n\n<br><br><hr>Bob Builder<br>Building Ltd<br>" },
        { "a big attachment", $"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n{string.Concat(Enumerable.Repeat("QUJD" + new string('A', 68) + "\n", 60_000))}\n--b--\n" },
        { "a part that is not closed", "Content-Type: multipart/mixed; boundary=b\n\n--b\n" },
        { "no such encoding", "Content-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: x-unknown\n\nsubscribe\n" },
        { "no such charset any more", "Content-Type: text/plain; charset=utf-7\n\n+AHM-ubscribe\n" },
        { "line ends of another world", "Subject: hello\r\n\r\nsubscribe\r\n" },
    };

    public static TheoryData<string, string> Authors => new()
    {
        { "bob@example.net", "bob@example.net" },
        { "<bob@example.net>", "bob@example.net" },
        { "Bob Builder <bob@example.net>", "bob@example.net" },
        { "\"Builder, Bob\" <bob@example.net>", "bob@example.net" },
        { "=?utf-8?B?QsO2YiBCw7xpbGRlcg==?= <bob@example.net>", "bob@example.net" },
        { "=?iso-2022-jp?B?GyRCJVwlVhsoQg==?= <bob@example.net>", "bob@example.net" },
        { "Bob\n  Builder\n  <bob@example.net>", "bob@example.net" },
        { "bob@example.net (Bob Builder)", "bob@example.net" },
        { "Bob: bob@example.net;", "bob@example.net" },
        { "bob@example.net, BOB@EXAMPLE.NET", "bob@example.net" },
        { "\"olga@example.org\" <bob@example.net>", "bob@example.net" },
        { "<olga@example.org> <bob@example.net>", string.Empty },
        { "bob@example.net, eve@example.net", string.Empty },
        { "Bob: bob@example.net, eve@example.net;", string.Empty },
        { "undisclosed-recipients:;", string.Empty },
        { "nobody", string.Empty },
        { "", string.Empty },
        { "bücher@example.net", "bücher@example.net" },
        { "bob@bücher.example", "bob@bücher.example" },
        { "a..b@example.net", "a..b@example.net" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Whatever_is_in_it_it_asks_for_a_subscription(string what, string rest)
    {
        Mail.Receive(Bytes(Head + rest), Subscribe, Bob);

        SentLetter question = Mail.Letter();
        Assert.True(question.Subject.StartsWith("Please confirm your subscription to dev", StringComparison.Ordinal), what);
        Assert.Equal(Bob, question.Message.To.Mailboxes.Single().Address);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Mails_to_request_with_the_same_bodies_are_answered_too(string what, string rest)
    {
        Mail.Receive(Bytes(Head + rest), Request, Bob);

        string[] subjects = ["Please confirm your subscription", "How to use the mailing list", "What became of your commands"];
        string subject = Mail.Letter().Subject;
        Assert.True(subjects.Any(known => subject.StartsWith(known, StringComparison.Ordinal)), $"{what}: {subject}");
    }

    [Theory]
    [MemberData(nameof(Authors))]
    public void The_one_address_in_From_is_asked_and_no_other(string from, string asked)
    {
        byte[] mail = Bytes($"From: {from}\nReply-To: eve@example.net\nSender: eve@example.net\nTo: {Subscribe}\nMessage-ID: <1@example.net>\n\n");

        if (asked.Length == 0)
        {
            Failure failure = Assert.Throws<Failure>(() => Mail.Receive(mail, Subscribe, "eve@example.net"));
            Assert.Equal(FailureKind.NotAllowed, failure.Kind);
            Assert.Empty(Mail.Sent);
            return;
        }

        Mail.Receive(mail, Subscribe, "eve@example.net");
        SentLetter letter = Assert.Single(Mail.Sent);
        Assert.Equal(asked, letter.To);
        Reply(Mail.Letter(), asked);
        Assert.NotNull(Find(asked));
    }

    [Fact]
    public void Without_From_there_is_nobody_to_ask()
    {
        Failure failure = Assert.Throws<Failure>(() => Mail.Receive(Bytes("Subject: subscribe\nMessage-ID: <1@example.net>\n\n"), Subscribe, Bob));

        Assert.Equal(("5.6.0", FailureKind.NotAllowed), (failure.Status, failure.Kind));
        Assert.Contains("From", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Mail.Sent);
    }

    [Fact]
    public void Two_From_fields_with_two_addresses_are_two_authors()
    {
        Assert.Throws<Failure>(() => Mail.Receive(Bytes($"From: {Bob}\nFrom: eve@example.net\n\n"), Subscribe, Bob));

        Assert.Empty(Mail.Sent);
    }

    [Theory]
    [InlineData("us-ascii", "Qm9i", "Bob")]
    [InlineData("utf-8", "QsO2YiDml6XmnKw=", "Böb 日本")]
    [InlineData("iso-8859-1", "QvZiIELlY2g=", "Böb Båch")]
    [InlineData("windows-1252", "k0L2YpQ=", "“Böb”")]
    [InlineData("iso-2022-jp", "GyRCRnxLXBsoQg==", "日本")]
    [InlineData("utf-16le", "QgD2AGIAZSwn", "Böb")]
    public void A_name_in_any_usual_charset_is_understood(string charset, string base64, string name)
    {
        Mail.Host.Subscribe(Bob);
        byte[] command = [.. charset == "utf-16le" ? Encoding.Unicode.GetBytes("set name ") : Encoding.ASCII.GetBytes("set name "), .. Convert.FromBase64String(base64)];

        Mail.Receive(
            Bytes($"{Head}{Authenticated()}\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(command)}\n"), Request, Bob);

        Assert.StartsWith(name, Find()!.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_behind_a_big_photograph_is_out_of_reach_but_the_mail_is_answered()
    {
        string photograph = string.Concat(Enumerable.Repeat(new string('A', 72) + "\n", 60_000));

        Mail.Receive(
            Bytes($"{Head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n{photograph}\n--b\nContent-Type: text/plain\n\nsubscribe\n--b--\n"),
            Request, Bob);

        Assert.Equal("How to use the mailing list dev", Mail.Letter().Subject);
    }

    [Fact]
    public void A_mail_that_is_only_a_header_without_an_author_is_refused() =>
        Assert.Equal(FailureKind.NotAllowed, Assert.Throws<Failure>(() => Mail.Receive(Bytes("no header at all"), Request, Bob)).Kind);

    [Fact]
    public void The_name_in_From_goes_nowhere()
    {
        Set(Setting.Notify, "on");
        Set(Setting.Subscription, "approve");
        const string name = "Buy this now";
        const string from = $"\"{name}\" <{Bob}>";

        Mail.Receive(Bytes($"From: {from}\nSubject: {name}\nMessage-ID: <1@example.net>\n\n{name}\n"), Subscribe, Bob);
        SentLetter question = Assert.Single(Mail.Letters());
        Mail.Receive(Bytes($"From: {from}\nSubject: Re: {name}\nMessage-ID: <2@example.net>\n\n{name}\nconfirm {TokenIn(question)}\n"), Confirm, Bob);
        IReadOnlyList<SentLetter> afterwards = Mail.Letters();
        Mail.Receive(Olga, AddressIn(afterwards[0], "accept"), body: "\n");

        Assert.NotNull(Find());
        Assert.Null(Find()!.Name);
        Assert.All([question, .. afterwards, .. Mail.Letters()], letter => Assert.False(letter.Has(name)));
    }
}
