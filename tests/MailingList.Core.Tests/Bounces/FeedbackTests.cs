using MailingList.Core.Bounces;

namespace MailingList.Core.Tests.Bounces;

/// <summary>Feedback reports (RFC 5965), and complaints in other forms.</summary>
public sealed class FeedbackTests
{
    private static BounceReport Read(string fields) => SomeBounce.Read(SomeBounce.Report(fields, "This is an email abuse report.", "message/feedback-report"));

    [Theory]
    [InlineData("abuse", BounceKind.Abuse)]
    [InlineData("Abuse (they say)", BounceKind.Abuse)]
    [InlineData("fraud", BounceKind.Abuse)]
    [InlineData("virus", BounceKind.Abuse)]
    [InlineData("opt-out", BounceKind.Abuse)]
    [InlineData("not-spam", BounceKind.NotSpam)]
    [InlineData("auth-failure", BounceKind.Feedback)]
    [InlineData("dkim", BounceKind.Feedback)]
    [InlineData("other", BounceKind.Feedback)]
    public void The_type_says_what_it_is(string type, BounceKind kind)
    {
        BounceReport report = Read($"Feedback-Type: {type}\nUser-Agent: x/1\nVersion: 1\nOriginal-Mail-From: <dev-bounces+t@lists.example.org>\nOriginal-Rcpt-To: <bob@example.net>\nArrival-Date: Mon, 2 Nov 2026 10:00:00 +0000");
        BouncedRecipient bob = Assert.Single(report.Recipients);
        Assert.Equal((kind, "dev-bounces+t@lists.example.org", "bob@example.net"), (report.Kind, report.OriginalMailFrom, bob.Address));
        Assert.Equal((null, null, false), (bob.Class, bob.Action, bob.IsHard));
    }

    [Fact]
    public void It_may_be_about_several_or_name_who_wants_to_be_removed()
    {
        Assert.Equal(["a@x.example", "b@x.example"], Read("Version: 1\nOriginal-Rcpt-To: a@x.example\nFeedback-Type: abuse\n\nOriginal-Rcpt-To: <b@x.example>\nOriginal-Rcpt-To: A@x.example").Recipients.Select(recipient => recipient.Address));
        Assert.Equal("c@x.example", Assert.Single(Read("Feedback-Type: opt-out\nRemoval-Recipient: c@x.example").Recipients).Address);
    }

    [Fact]
    public void Who_blots_out_the_recipient_leaves_a_guess() =>
        Assert.Equal(RecipientSource.ReturnedPost, Assert.Single(Read("Feedback-Type: abuse\nUser-Agent: x/1").Recipients).Source);

    [Fact]
    public void Complaints_of_Outlook_are_the_post_with_a_field_of_theirs()
    {
        BounceReport report = SomeBounce.Read($"From: staff@hotmail.com\nSubject: complaint about message from 192.0.2.1\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: <bob@example.net>\n{SomeBounce.Post}\n--b--\n");
        Assert.Equal((BounceKind.Abuse, "bob@example.net"), (report.Kind, Assert.Single(report.Recipients).Address));
    }

    [Fact]
    public void The_field_in_a_post_that_anybody_else_returns_is_no_complaint()
    {
        string report = SomeBounce.Report("Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; carol@example.net\nAction: failed\nStatus: 5.2.2")
            .Replace("From: ann@example.org", "X-HmXmrOriginalRecipient: <bob@example.net>\nFrom: ann@example.org", StringComparison.Ordinal);
        foreach (string message in (string[])[report, report.Replace("MAILER-DAEMON@mx.example.net", "staff@hotmail.com", StringComparison.Ordinal)])
        {
            BounceReport bounce = SomeBounce.Read(message);
            Assert.Equal((BounceKind.Failure, "carol@example.net"), (bounce.Kind, Assert.Single(bounce.Recipients).Address));
        }
    }

    [Theory]
    [InlineData("""{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"bob@example.net","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]}}""", BounceKind.Failure, true)]
    [InlineData("""{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"bob@example.net","status":"5.7.1"}]}}""", BounceKind.Failure, false)]
    [InlineData("""{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"bob@example.net"}]}}""", BounceKind.Abuse, false)]
    [InlineData("""{"notificationType":"Delivery","delivery":{"recipients":["bob@example.net"],"smtpResponse":"250 2.6.0 taken"}}""", BounceKind.Success, false)]
    public void Notifications_of_Amazon_are_read(string json, BounceKind kind, bool isHard)
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Plain($"{json}\n\n--\nIf you wish to stop receiving notifications", "From: no-reply@sns.amazonaws.com\nSubject: AWS Notification Message"));
        Assert.Equal((kind, "bob@example.net", isHard), (report.Kind, Assert.Single(report.Recipients).Address, report.Recipients[0].IsHard));
    }

    [Theory]
    [InlineData("""{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"\ud800@x"}]}}""")]
    [InlineData("""{"notificationType":"Bounce","bounce":[]}""")]
    [InlineData("""{"notificationType":"Bounce""")]
    public void What_is_no_notification_is_not_understood(string json) =>
        Assert.Equal(BounceKind.NotUnderstood, SomeBounce.Read(SomeBounce.Plain(json, "From: no-reply@sns.amazonaws.com\nSubject: AWS Notification Message")).Kind);
}
