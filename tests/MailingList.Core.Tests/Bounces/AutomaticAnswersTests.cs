using MailingList.Core.Bounces;

namespace MailingList.Core.Tests.Bounces;

/// <summary>What arrives at a return path and is no failure.</summary>
public sealed class AutomaticAnswersTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied", "Re: news")]
    [InlineData("Auto-Submitted: auto-replied (vacation)", "Re: news")]
    [InlineData("X-Autoreply: yes", "Re: news")]
    [InlineData("Precedence: auto_reply", "Re: news")]
    [InlineData("X-Mailer: x", "Automatic reply: news")]
    [InlineData("X-Mailer: x", "[Out of Office] news")]
    [InlineData("X-Mailer: x", "=?utf-8?Q?Abwesenheitsnotiz:_f=C3=BCr_drei_Tage?=")]
    public void A_vacation_program_answers(string field, string subject)
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Plain("I am away. Write to bob@example.net, or carol@example.com: she is here.", $"From: ann@example.org\nSubject: {subject}\n{field}"));
        Assert.Equal((BounceKind.Vacation, 0), (report.Kind, report.Recipients.Count));
    }

    [Fact]
    public void A_receipt_is_no_failure() => Assert.Equal(
        BounceKind.Vacation,
        SomeBounce.Read(SomeBounce.Report("Final-Recipient: rfc822; bob@example.net\nDisposition: automatic-action/MDN-sent-automatically; deleted", "It was deleted.", "message/disposition-notification")).Kind);

    [Theory]
    [InlineData("Please confirm your message", "Your message is waiting. Please confirm that you are a real person by answering.")]
    [InlineData("Re: news", "I apologize for this automatic reply. To release your message for delivery, send it to me@x.example. This is TMDA.")]
    [InlineData("Re: news", "Just this once, click the link to confirm that you are a human.")]
    public void A_program_asks_whether_a_person_wrote(string subject, string text)
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Plain(text, $"From: bob@example.net\nSubject: {subject}\nAuto-Submitted: auto-replied"));
        Assert.Equal((BounceKind.Challenge, 0), (report.Kind, report.Recipients.Count));
    }

    [Theory]
    [InlineData("This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue.\n\nThe address to which the message has not yet been delivered is:\n\n  bob@example.net\n    host mx.example.net [192.0.2.1]\n    Delay reason: SMTP error: 450 user unknown\n\nNo action is required on your part.")]
    [InlineData("    **      THIS IS A WARNING MESSAGE ONLY      **\n\n   ----- The following addresses had transient non-fatal errors -----\n<bob@example.net>\n\n   ----- Transcript of session follows -----\n<bob@example.net>... Deferred: Connection refused")]
    [InlineData("    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n    A message is delayed for more than 10 minutes for the following\n    list of recipients:\n\nbob@example.net: Network error on destination MXs\n")]
    [InlineData("This is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING MESSAGE ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     bob@example.net\n\nMessage will be retried for 2 more day(s)")]
    public void A_warning_that_a_post_is_late_is_no_failure(string text)
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Plain(text));
        BouncedRecipient bob = Assert.Single(report.Recipients);
        Assert.Equal((BounceKind.Delay, "bob@example.net", DeliveryAction.Delayed, false), (report.Kind, bob.Address, bob.Action, bob.IsHard));
        Assert.NotEqual(BounceClass.Gone, bob.Class);
    }

    [Fact]
    public void A_post_about_trains_that_are_late_comes_back_as_a_failure()
    {
        const string Text = "Hi. This is the qmail-send program at mx.example.net.\n\n<bob@example.net>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <a@b.example>\n\nThe train has been delayed.";
        Assert.Equal(BounceKind.Failure, SomeBounce.Read(SomeBounce.Plain(Text)).Kind);
    }

    [Fact]
    public void A_failure_that_is_marked_as_an_automatic_reply_is_a_failure()
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Plain("This is the mail system at host mx.example.net.\n\n<bob@example.net>: User unknown", "From: MAILER-DAEMON@mx.example.net\nSubject: Undelivered Mail\nAuto-Submitted: auto-replied"));
        Assert.Equal((BounceKind.Failure, true), (report.Kind, Assert.Single(report.Recipients).IsHard));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("Subject: hello\n\nhow are you?")]
    [InlineData("no header at all")]
    public void What_is_nothing_of_all_that_is_not_understood(string message) => Assert.Equal((BounceKind.NotUnderstood, 0), (SomeBounce.Read(message).Kind, SomeBounce.Read(message).Recipients.Count));
}
