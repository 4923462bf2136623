using System.Text;

using MailingList.Core;
using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Store.Tests.Requests;
using MailingList.TestSupport;

namespace MailingList.Store.Tests.Returns;

/// <summary>Which of all that comes to a return path counts, against whom, and who hears of the rest.</summary>
public sealed class WhatCountsTests : ReturnsTest
{
    private IReadOnlyList<Core.Standing.Bounce> Known(string address) => Mail.Book.Known(EmailAddress.Parse(address));

    [Fact]
    public void The_same_bounce_counts_once_however_often_it_comes()
    {
        string path = Post();
        byte[] bounce = Notification.Of(Ann, "5.1.1", "550 no such user");
        Mail.Receive(bounce, path, string.Empty);
        Mail.Receive(bounce, path, string.Empty);
        Bounce(path, Ann);
        Core.Standing.Bounce known = Assert.Single(Known(Ann));
        Assert.Equal(("gone", "5.1.1", "550 no such user", "mx.example.net"), (Words.Of(known.Class), known.Status, known.Text, known.Host));
        Assert.Empty(Told());
    }

    [Theory]
    [InlineData("dev-bounces@lists.example.org")]
    [InlineData("dev-bounces+aaaaaaaaaaaaaaaaa@lists.example.org")]
    [InlineData("dev-bounces+aaaaaaaaaaaaaaaaa+ann=example.net@lists.example.org")]
    public void A_bounce_to_what_is_no_return_path_of_ours_counts_for_nobody(string returnPath)
    {
        Failure refused = Assert.Throws<Failure>(() => Bounce(returnPath, Ann));
        Assert.Equal((FailureKind.NoSuchList, "5.1.1"), (refused.Kind, refused.Status));
        Assert.Empty(Known(Ann));
        Assert.Empty(Told());
    }

    [Fact]
    public void A_return_path_of_one_list_is_none_of_another()
    {
        Mail.Host.Create("users@lists.example.org");
        string path = Post();
        Assert.Throws<Failure>(() => Bounce(path.Replace("dev-", "users-", StringComparison.Ordinal), Ann));
        Mail.Host.Delete();
        Assert.Equal(FailureKind.NoSuchList, Assert.Throws<Failure>(() => Bounce(path, Ann)).Kind);
    }

    [Fact]
    public void Nobody_is_charged_who_is_not_subscribed()
    {
        Bounce(Post(), "stranger@example.net");
        Assert.Empty(Known("stranger@example.net"));
        // A person has to look at it.
        Assert.Equal(Olga, Assert.Single(Told()).To);
    }

    [Fact]
    public void A_recipient_in_the_return_path_says_more_than_the_report()
    {
        Set(Setting.Verp, "always");
        string path = Post(Ann);
        Assert.Contains("+ann=example.net@", path, StringComparison.Ordinal);
        // Mail for Ann is forwarded to an address that is gone.
        Bounce(path, "ann.old@provider.example");
        Assert.Equal("gone", Words.Of(Assert.Single(Known(Ann)).Class));
        Assert.Empty(Known("ann.old@provider.example"));
        // Nor can it be turned against another subscriber.
        Bounce(path, Bob);
        Assert.Empty(Known(Bob));
    }

    [Fact]
    public void What_comes_back_from_somebody_who_has_left_or_written_since_bothers_nobody()
    {
        Set(Setting.Verp, "always");
        string path = Post(Ann);
        Mail.Host.Unsubscribe(Ann);
        Bounce(path, Ann);
        Assert.Empty(Known(Ann));
        Assert.Empty(Told());

        Set(Setting.Verp, "never");
        BounceDaily(3, Bob);
        SentLetter probe = ProbeTo(Bob);
        Mail.Receive(Bob, Dev, "here I am");
        Bounce(probe.ReturnPath, Bob);
        Assert.Contains(Bob, Readers());
        Assert.DoesNotContain(Told(), letter => letter.Has("User unknown"));
    }

    [Fact]
    public void A_probe_of_one_list_says_nothing_of_another_list_s()
    {
        BounceDaily(3, Ann);
        string probe = ProbeTo(Ann).ReturnPath;
        Mail.Host.Create("users@lists.example.org");
        string identity = "00000" + Guid.NewGuid().ToString("N");
        string message = Standing(Ann)!.Probe!;
        while (Core.ReturnPaths.ReturnPathMint.MessageOf(identity) != message)
        {
            identity = (Convert.ToUInt32(identity[..5], 16) + 1).ToString("x5", System.Globalization.CultureInfo.InvariantCulture);
        }

        string other = Mail.Paths.Make(Mail.Host.List("users@lists.example.org")!, Core.ReturnPaths.ReturnPathKind.Probe, identity);
        Bounce(other, Ann);
        Assert.Contains(Ann, Readers());
        Bounce(probe, Ann);
        Assert.DoesNotContain(Ann, Readers());
    }

    [Fact]
    public void A_recipient_who_does_not_fit_into_a_return_path_is_found_by_a_hash()
    {
        string longest = $"{new string('x', 60)}@example.net";
        Mail.Host.Subscribe(longest, list: Dev);
        Set(Setting.Verp, "always");
        string path = Post(longest);
        Assert.Contains("+~~", path, StringComparison.Ordinal);
        Bounce(path, "somebody@else.example");
        Assert.Single(Known(longest));
    }

    [Theory]
    [InlineData("delayed")]
    [InlineData("delivered")]
    [InlineData("relayed")]
    public void Only_what_failed_counts(string action)
    {
        Mail.Receive(Notification.Of(Ann, action == "delayed" ? "4.4.1" : "2.0.0", "greylisted", action), Post(), string.Empty);
        Assert.Empty(Known(Ann));
        Assert.Empty(Told());
    }

    [Fact]
    public void A_vacation_program_that_answers_to_the_return_path_does_nothing()
    {
        string path = Post();
        Assert.IsType<Outcome.Returned>(Mail.Receive(Ann, path, "Out of office", "I am away.\n", fields: "Auto-Submitted: auto-replied"));
        Assert.IsType<Outcome.Returned>(Mail.Receive(Encoding.ASCII.GetBytes($"From: {Ann}\nSubject: Automatic reply: post 1\nPrecedence: bulk\nX-Autoreply: yes\n\nI am on holiday until Monday.\n"), path, string.Empty));
        Assert.Empty(Known(Ann));
        Assert.Empty(Told());
    }

    [Fact]
    public void What_nobody_understands_goes_to_the_owners_as_it_came_or_is_dropped_and_never_back()
    {
        byte[] strange = Encoding.ASCII.GetBytes("From: postmaster@mx.example.com\nSubject: Hm\n\nSomething was not quite right with this.\n");
        Mail.Receive(strange, Post(), "postmaster@mx.example.com");
        SentLetter passedOn = Assert.Single(Told());
        Assert.Equal((Olga, string.Empty), (passedOn.To, passedOn.ReturnPath));
        Assert.Equal(strange, passedOn.Raw);

        Set(Setting.BounceUnknown, "discard");
        Mail.Receive(Encoding.ASCII.GetBytes("From: postmaster@mx.example.com\nSubject: Hm again\n\nStill not.\n"), Post(), "postmaster@mx.example.com");
        Assert.Empty(Told());
    }

    [Fact]
    public void Who_calls_a_post_spam_gets_no_more_and_the_owners_hear_of_it()
    {
        byte[] report = Encoding.ASCII.GetBytes(
            $"""
            From: feedback@provider.example
            Subject: FW: post
            Message-ID: <1@provider.example>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary="b"

            --b
            Content-Type: text/plain

            This is an abuse report.

            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: Some/1.0
            Version: 1
            Original-Rcpt-To: <{Ann}>

            --b--

            """.ReplaceLineEndings("\n"));
        Assert.Throws<Failure>(() => Mail.Receive(report, "dev-bounces+aaaaaaaaaaaaaaaaa@lists.example.org", string.Empty));
        Assert.Contains(Ann, Readers());

        Mail.Receive(report, Post(), "feedback@provider.example");
        Assert.Equal(DeliveryMode.None, Subscriber(Ann)!.Delivery);
        Assert.Equal(Olga, Assert.Single(Told()).To);
        Assert.DoesNotContain(Ann, Readers());
        Assert.Empty(Known(Ann));
    }

    [Fact]
    public void What_comes_to_a_return_path_too_late_is_refused()
    {
        string path = Post();
        Pass(15);
        Assert.Throws<Failure>(() => Bounce(path, Ann));
    }

    [Fact]
    public void A_letter_that_the_MTA_does_not_take_is_sent_when_the_bounce_comes_again()
    {
        byte[] strange = Encoding.ASCII.GetBytes("From: postmaster@mx.example.com\nSubject: Hm\n\nSomething was not quite right with this.\n");
        string path = Post();
        Mail.IsMtaThere = false;
        Assert.Equal(FailureKind.Temporary, Assert.Throws<Failure>(() => Mail.Receive(strange, path, string.Empty)).Kind);
        Mail.IsMtaThere = true;
        Mail.Receive(strange, path, string.Empty);
        Assert.Single(Told());
    }
}
