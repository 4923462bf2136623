using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Standing;

namespace MailingList.Store.Tests.Returns;

/// <summary>Who is not charged with what came back, though a message names them, or seems to.</summary>
public sealed class OthersTests : ReturnsTest
{
    private IReadOnlyList<Bounce> Known(string address) => Mail.Book.Known(EmailAddress.Parse(address));

    private static byte[] Report(string type, string fields, string to = "dev@lists.example.org") => Encoding.ASCII.GetBytes(
        $"""
        From: MAILER-DAEMON@mx.example.com
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <{Guid.NewGuid():N}@mx.example.com>
        MIME-Version: 1.0
        Content-Type: multipart/report; boundary="b"

        --b
        Content-Type: text/plain

        This is a report.

        --b
        Content-Type: message/{type}

        {fields}

        --b
        Content-Type: message/rfc822

        From: author@example.org
        To: {to}
        Cc: dev@lists.example.org
        Subject: post

        Text.
        --b--

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Who_a_post_was_also_addressed_to_has_not_complained_of_it()
    {
        Mail.Receive(Report("feedback-report", "Feedback-Type: abuse\nUser-Agent: x/1\nVersion: 1", to: Ann), Post(), string.Empty);
        Assert.Contains(Ann, Readers());
        // A person has to look at it.
        Assert.Equal(Olga, Assert.Single(Told()).To);
    }

    [Fact]
    public void Nor_did_it_come_back_from_them_where_a_notice_names_nobody()
    {
        byte[] notice = Encoding.ASCII.GetBytes(
            $"From: MAILER-DAEMON@mx.example.com\nSubject: Undelivered mail\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nIt could not be delivered: no such user.\n\n--b\nContent-Type: message/rfc822\n\nFrom: author@example.org\nTo: {Ann}\nSubject: post\n\nText.\n--b--\n");
        Mail.Receive(notice, Post(), string.Empty);
        Assert.Empty(Known(Ann));
        Assert.Equal(Olga, Assert.Single(Told()).To);
    }

    [Fact]
    public void Of_several_in_one_report_only_those_count_for_whom_it_failed()
    {
        const string Fields =
            """
            Reporting-MTA: dns; mx.example.com

            Final-Recipient: rfc822; reader1@example.com
            Action: delayed
            Status: 4.4.1

            Final-Recipient: rfc822; reader2@example.com
            Action: relayed
            Status: 2.0.0

            Final-Recipient: rfc822; ann@example.net
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 no such user
            """;
        Mail.Receive(Report("delivery-status", Fields), Post(), string.Empty);
        Assert.Empty(Known("reader1@example.com"));
        Assert.Empty(Known("reader2@example.com"));
        Assert.Single(Known(Ann));

        // A return path says whose it is; that which failed says why.
        Set(Setting.Verp, "always");
        Mail.Receive(Report("delivery-status", Fields.Replace(Ann, "elsewhere@provider.example", StringComparison.Ordinal)), Post(Bob), string.Empty);
        Assert.Equal(("gone", "5.1.1"), (Words.Of(Assert.Single(Known(Bob)).Class), Known(Bob)[0].Status));
    }

    [Fact]
    public void Of_an_address_and_that_to_which_it_is_forwarded_the_one_is_charged_that_was_written_to()
    {
        const string Fields = $"Reporting-MTA: dns; mx.example.com\n\nOriginal-Recipient: rfc822; {Ann}\nFinal-Recipient: rfc822; {Bob}\nAction: failed\nStatus: 5.1.1";
        Mail.Receive(Report("delivery-status", Fields), Post(), string.Empty);
        Assert.Single(Known(Ann));
        Assert.Empty(Known(Bob));
    }

    [Fact]
    public void A_vacation_program_that_quotes_a_bounce_is_none()
    {
        string quoted = $"I am away.\n\n> This is the mail system at host mx.example.com.\n>\n> I'm sorry to have to inform you that your message could not\n> be delivered to one or more recipients.\n>\n> <{Bob}>: host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown\n";
        Mail.Receive(Encoding.ASCII.GetBytes($"From: {Ann}\nSubject: Automatic reply: post 1\nAuto-Submitted: auto-replied\n\n{quoted}"), Post(), string.Empty);
        Assert.Empty(Known(Ann));
        Assert.Empty(Known(Bob));
        Assert.Empty(Told());
    }

    [Fact]
    public void What_came_back_to_a_list_that_is_gone_counts_for_nobody()
    {
        const string Users = "users@lists.example.org";
        Mail.Host.Create(Users);
        Mail.Host.Set(Setting.Posting, "open", Users);
        Mail.Host.Set(Setting.Verp, "never", Users);
        foreach (string address in Readers())
        {
            Mail.Host.Subscribe(address, list: Users);
        }

        // Two posts that are at fault, of a list that then goes, and a day that is Ann's own.
        for (int day = 0; day < 2; day++)
        {
            Told();
            Mail.Receive("author@example.org", Users, "elsewhere");
            string path = Told()[^1].ReturnPath;
            foreach (string address in (string[])[Ann, Bob, "reader1@example.com", "reader2@example.com", "reader3@example.com"])
            {
                Bounce(path, address);
            }

            Pass();
        }

        Mail.Host.Delete(Users);
        BounceDaily(1, Ann);
        Assert.Null(Standing(Ann));
    }
}
