using System.Text;

using MailingList.Core.Bounces;

namespace MailingList.Core.Tests.Bounces;

/// <summary>Delivery status notifications (RFC 3464, RFC 6533).</summary>
public sealed class DeliveryStatusTests
{
    private const string Bob = "Reporting-MTA: dns; mx.example.net\nArrival-Date: Mon, 2 Nov 2026 10:00:00 +0000\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; in.example.net\nDiagnostic-Code: smtp; 550 5.1.1 <bob@example.net>: User unknown";

    [Fact]
    public void All_fields_are_read()
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Report($"{Bob}\nLast-Attempt-Date: Mon, 2 Nov 2026 11:00:00 +0000\nWill-Retry-Until: Tue, 3 Nov 2026 11:00:00 +0000"));
        BouncedRecipient bob = Assert.Single(report.Recipients);
        Assert.Equal((BounceKind.Failure, "mx.example.net", new DateTimeOffset(2026, 11, 2, 10, 0, 0, TimeSpan.Zero)), (report.Kind, report.ReportingMta, report.Arrival));
        Assert.Equal(("bob@example.net", DeliveryAction.Failed, new EnhancedStatus(5, 1, 1), 550, "in.example.net"), (bob.Address, bob.Action, bob.Status, bob.ReplyCode, bob.RemoteMta));
        Assert.Equal(("550 5.1.1 <bob@example.net>: User unknown", BounceClass.Gone, true, RecipientSource.Report), (bob.Diagnostic, bob.Class, bob.IsHard, bob.Source));
        Assert.Equal((new DateTimeOffset(2026, 11, 2, 11, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 3, 11, 0, 0, TimeSpan.Zero)), (bob.LastAttempt, bob.WillRetryUntil));
    }

    [Theory]
    [InlineData("Status: 5.1.1\nAction: failed\nFinal-Recipient: rfc822;bob@example.net")] // the order that other list managers fall over
    [InlineData("Final-Recipient: RFC822;bob@example.net (Bob; b@x.example)\nAction: Failed (permanently)\nStatus: 5.1.1 (user unknown)")]
    [InlineData("Final-Recipient:\n rfc822;\n\tbob@example.net\nAction:\n failed\nStatus:\n 5.1.1")]
    [InlineData("final-recipient: rfc822; <bob@example.net>\nACTION: FAILED\nstatus: 5.1.1")]
    [InlineData("Final-Recipient: bob@example.net\nStatus: 5.1.1")]
    [InlineData("Original-Recipient: <bob@example.net>\nAction: failed\nDiagnostic-Code: smtp; 550 User unknown")]
    [InlineData("Reporting-MTA: dns; mx.example.net\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1")]
    [InlineData("Action: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; bob@example.net")]
    [InlineData("Final-Recipient: rfc822; bob@example.net\n\nAction: failed\n\nStatus: 5.1.1")]
    [InlineData("kQ8fZ2VuZXJhdGVk==\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1\n--another\n\nFinal-Recipient: rfc822; eve@example.net\nStatus: 5.1.1")]
    [InlineData("Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nX-Note: \nDiagnostic-Code: 550-5.1.1 no such user\n 550 5.1.1 see https://example.net/help")]
    public void Fields_may_come_in_any_order_and_shape(string fields)
    {
        BouncedRecipient bob = SomeBounce.Only(SomeBounce.Report(fields));
        Assert.Equal(("bob@example.net", BounceClass.Gone, true), (bob.Address, bob.Class, bob.IsHard));
    }

    [Fact]
    public void Each_recipient_has_a_group_with_or_without_an_empty_line_between()
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Report(
            "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n\n\nFinal-Recipient: rfc822; b@x.example\nAction: delayed\nStatus: 4.4.1\nFinal-Recipient: rfc822; c@x.example\nAction: failed\nStatus: 5.2.2\n\nFinal-Recipient: rfc822; d@x.example\nAction: delivered\nStatus: 2.1.5"));
        Assert.Equal(BounceKind.Failure, report.Kind);
        Assert.Equal(
            [("a@x.example", BounceClass.Gone, true), ("b@x.example", BounceClass.Temporary, false), ("c@x.example", BounceClass.Full, false), ("d@x.example", (BounceClass?)null, false)],
            report.Recipients.Select(recipient => (recipient.Address, recipient.Class, recipient.IsHard)));
    }

    [Theory]
    [InlineData("rfc822; bob+2Bnews@example.net", "bob+news@example.net")] // xtext
    [InlineData("rfc822; dev-bounces+bob=3Dx@example.net", "dev-bounces+bob=3Dx@example.net")]
    [InlineData("rfc822; bob+AB@example.net", "bob+AB@example.net")] // a detail that Bob chose
    [InlineData(@"utf-8; b\x{F6}b@example.net", "böb@example.net")] // unitext
    [InlineData(@"utf-8; b\x{110000}b\x{}\x{F6@example.net", null)]
    [InlineData("utf-8; böb@bücher.example", "böb@bücher.example")]
    [InlineData("rfc822; \"b b\"@example.net", "\"b b\"@example.net")]
    [InlineData("rfc822; bob@[192.0.2.1]", "bob@[192.0.2.1]")]
    [InlineData("rfc822; bob@mailhub", "bob@mailhub")]
    [InlineData("rfc822; |/usr/bin/filter bob@example.net", null)]
    [InlineData("rfc822; /var/mail/bob", null)]
    [InlineData("x-local; bob", null)]
    [InlineData("", null)]
    public void Addresses_are_decoded(string value, string? address)
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Report($"Final-Recipient: {value}\nAction: failed\nStatus: 5.2.2", type: "message/global-delivery-status"));
        Assert.Equal(address is null ? [] : [address], report.Recipients.Where(recipient => recipient.Source == RecipientSource.Report).Select(recipient => recipient.Address));
    }

    [Theory]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    public void The_part_may_be_encoded(string encoding)
    {
        string fields = encoding == "base64" ? Convert.ToBase64String(Encoding.ASCII.GetBytes(Bob)) : Bob.Replace("bob@", "bo=62@", StringComparison.Ordinal).Replace("failed", "fail=\ned", StringComparison.Ordinal);
        BouncedRecipient bob = SomeBounce.Only(SomeBounce.Report(fields, header: $"Content-Transfer-Encoding: {encoding}"));
        Assert.Equal(("bob@example.net", true), (bob.Address, bob.IsHard));
    }

    [Fact]
    public void A_bounce_that_was_forwarded_is_read()
    {
        string inner = SomeBounce.Report(Bob);
        string once = $"From: list@other.example\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/plain\n\nsee below\n--o\nContent-Type: message/rfc822\n\n{inner}\n--o--\n";
        string twice = $"From: list@other.example\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n{once}";
        Assert.Equal("bob@example.net", SomeBounce.Only(once).Address);
        Assert.Equal("bob@example.net", SomeBounce.Only(twice).Address);
    }

    [Fact]
    public void A_report_that_was_pasted_into_a_text_is_read()
    {
        BouncedRecipient bob = SomeBounce.Only(SomeBounce.Plain($"Technical report:\n\n> {Bob.Replace("\n", "\n> ", StringComparison.Ordinal)}"));
        Assert.Equal(("bob@example.net", true), (bob.Address, bob.IsHard));
    }

    [Fact]
    public void The_original_recipient_is_preferred_and_the_final_one_kept()
    {
        BouncedRecipient bob = SomeBounce.Only(SomeBounce.Report("Original-Recipient: rfc822;bob@example.net\nFinal-Recipient: rfc822; b17@mailhub.example.com\nAction: failed\nStatus: 5.2.2"));
        Assert.Equal(("bob@example.net", "b17@mailhub.example.com", "bob@example.net"), (bob.Address, bob.FinalAddress, bob.OriginalAddress));
        Assert.Null(SomeBounce.Only(SomeBounce.Report("Original-Recipient: rfc822;Bob@example.net\nFinal-Recipient: rfc822; bob@example.net\nAction: failed")).OriginalAddress);
    }

    [Theory]
    [InlineData("delayed", BounceKind.Delay)]
    [InlineData("delivered", BounceKind.Success)]
    [InlineData("relayed", BounceKind.Success)]
    [InlineData("expanded", BounceKind.Success)]
    public void What_is_no_failure_is_never_hard(string action, BounceKind kind)
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Report(Bob.Replace("failed", action, StringComparison.Ordinal)));
        Assert.Equal((kind, false), (report.Kind, Assert.Single(report.Recipients).IsHard));
        Assert.NotEqual(BounceClass.Gone, report.Recipients[0].Class);
    }

    [Theory]
    [InlineData("bob@example.net", "bob@example.net", RecipientSource.Report)]
    [InlineData("|/usr/bin/filter", "carl@example.net", RecipientSource.Report)] // the text says whose pipe it is
    public void An_address_that_is_none_is_looked_for_in_the_text(string final, string address, RecipientSource source)
    {
        BouncedRecipient found = SomeBounce.Only(SomeBounce.Report(
            $"Final-Recipient: rfc822;{final}\nAction: failed\nStatus: 5.0.0", "This message was created automatically by mail delivery software.\nThe following address(es) failed:\n\n  pipe to |/usr/bin/filter\n    generated by carl@example.net"));
        Assert.Equal((address, source), (found.Address, found.Source));
    }

    [Fact]
    public void The_post_that_comes_back_is_not_taken_for_the_report()
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Report(Bob));
        Assert.DoesNotContain(report.Recipients, recipient => recipient.Address is "dev@lists.example.org" or "carol@example.com" or "ann@example.org");
    }

    [Fact]
    public void Where_nobody_is_named_the_address_of_the_post_is_a_guess_that_says_so()
    {
        BouncedRecipient guess = SomeBounce.Only(SomeBounce.Report("Reporting-MTA: dns; mx.example.net", "--- Delivery report unavailable ---"));
        Assert.Equal(("dev@lists.example.org", RecipientSource.ReturnedPost, false), (guess.Address, guess.Source, guess.IsHard));
    }
}
