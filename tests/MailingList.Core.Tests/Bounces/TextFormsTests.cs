using MailingList.Core.Bounces;

namespace MailingList.Core.Tests.Bounces;

/// <summary>What programs write that know no standard: one sample a form, then what could be mistaken.</summary>
public sealed class TextFormsTests
{
    private const string Header = "From: MAILER-DAEMON@mx.example.net\nSubject: failure notice";

    public static TheoryData<string, string, BounceClass> Forms => new()
    {
        { "qmail", "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<bob@example.net>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 no such user\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.", BounceClass.Gone },
        { "qmail, no host", "Hi. This is the qmail-send program at mx.example.net.\n\n<bob@example.net>:\nSorry, I couldn't find any host named example.net. (#5.1.2)\n\n--- Below this line is a copy of the message.", BounceClass.Gone },
        { "Yahoo", "Sorry, we were unable to deliver your message to the following address.\n\n<bob@example.net>:\nRemote host said: 552 5.2.2 over quota [RCPT_TO]\n\n--- Below this line is a copy of the message.", BounceClass.Full },
        { "Postini", "Your mail message to the following address(es) could not be delivered.\n\n<bob@example.net>:\nThe e-mail message could not be delivered because the user's mailfolder is full.\n\n--- Below this line is a copy", BounceClass.Full },
        { "sendmail", "The original message was received at Mon, 2 Nov 2026\n\n   ----- The following addresses had permanent fatal errors -----\n<bob@example.net>\n    (reason: 550 5.1.1 user unknown)\n\n   ----- Transcript of session follows -----\n>>> RCPT To:<bob@example.net>\n<<< 550 5.1.1 user unknown", BounceClass.Gone },
        { "sendmail 5", "   ----- Transcript of session follows -----\nWhile talking to mx.example.net:\n>>> RCPT To:<bob@example.net>\n<<< 550 <bob@example.net>... User unknown\n550 <bob@example.net>... User unknown\n421 example.net (smtp)... Deferred: Connection timed out\n\n   ----- Unsent message follows -----", BounceClass.Gone },
        { "ActiveHunter", "   ----- The following addresses had permanent fatal errors -----\n\n>>> bob@example.net <<<\n\n   ----- Transcript of session follows -----\n\n<<< 550 sorry, no mailbox here by that name", BounceClass.Gone },
        { "smail", "|------------------------- Message log follows: -------------------------|\n|------------------------- Failed addresses follow: ---------------------|\n bob@example.net ... unknown host\n|------------------------- Message text follows: ------------------------|", BounceClass.Gone },
        { "Exim", "This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  bob@example.net\n    SMTP error from remote mail server after RCPT TO:<bob@example.net>:\n    host mx.example.net [192.0.2.1]: 550 5.1.1 <bob@example.net>... User Unknown\n\n------ This is a copy of the message, including all the headers. ------", BounceClass.Gone },
        { "Exim, no route", "This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  bob@example.net\n    Unrouteable address\n\n------ This is a copy of the message", BounceClass.Gone },
        { "GMX", "This message was created automatically by mail delivery software.\n\nThe following address\nfailed:\n\n\"bob@example.net\":\nSMTP error from remote server after RCPT command:\nhost: mx.example.net\n5.2.2 <bob@example.net>... Mailbox Full\n\n--- The header of the original message is following. ---", BounceClass.Full },
        { "mail.ru", "Это письмо создано автоматически сервером Mail.Ru\n\n  bob@example.net\n    an MX or SRV record indicated no SMTP service\n\n**********\nThis message was created automatically by mail delivery software.\nThe following address(es) failed:\n\n  bob@example.net\n    an MX or SRV record indicated no SMTP service\n\n------ This is a copy of the message", BounceClass.Gone },
        { "MX Logic", "This message was created automatically by mail delivery software.\nThe following address failed:\n\n  <bob@example.net>: 550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown\n\nIncluded is a copy of the message header:", BounceClass.Gone },
        { "Exchange 5.5", "Your message\n\n  To:      dev@lists.example.org\n  Subject: news\n\ndid not reach the following recipient(s):\n\nbob@example.net on Mon, 2 Nov 2026 10:00:00 +0000\n    The recipient name is not recognized\n    MSEXCH:IMS:X:Y:Z 0 (000C05A6) Unknown Recipient", BounceClass.Gone },
        { "Exchange 2007", "Delivery has failed to these recipients or distribution lists:\n\nbob@example.net\nThe recipient's e-mail address was not found in the recipient's e-mail system.\n\nDiagnostic information for administrators:\n\nGenerating server: mx.example.net\n\nbob@example.net\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\nOriginal message headers:", BounceClass.Gone },
        { "Exchange Online", "Your message to bob@example.net couldn't be delivered.\n\nDiagnostic information for administrators:\nbob@example.net\nRemote Server returned '550 5.7.26 not authenticated'\n\nOriginal message headers:", BounceClass.Policy },
        { "Domino", "Your message\n\n  Subject: news\n\nwas not delivered to:\n\n  bob@example.net\n\nbecause:\n\n  User bob (bob@example.net) not listed in Domino Directory", BounceClass.Gone },
        { "Notes", "------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\nbob@example.net\n\n------- Returned Message --------", BounceClass.Gone },
        { "Gmail", "Delivery to the following recipient failed permanently:\n\n     bob@example.net\n\nTechnical details of permanent failure:\nThe error that the other server returned was:\n550 5.1.1 User Unknown\n\n----- Original message -----", BounceClass.Gone },
        { "Gmail of today", "** Address not found **\n\nYour message wasn't delivered to bob@example.net because the address couldn't be found. Check for typos.", BounceClass.Gone },
        { "Amazon", "The following message to <bob@example.net> was undeliverable.\nThe reason for the problem:\n5.1.0 - Unknown address error 550-'5.2.2 mailbox full'", BounceClass.Full },
        { "Zoho", "This message was created automatically by mail delivery software.\n\n[Status: Error, Address: <bob@example.net>, ResponseCode :550, Invalid recipient.]\n\nReceived:from x", BounceClass.Gone },
        { "McAfee", "   --- The following addresses had delivery problems ---\n\n<bob@example.net>   (5.1.1 <bob@example.net>... User unknown)", BounceClass.Gone },
        { "InterScan", "Message from InterScan Messaging Security Suite\n\nUnable to deliver message to <bob@example.net>. Please check if address is correct.", BounceClass.Gone },
        { "MailFoundry", "Unable to deliver message to: <bob@example.net>\nDelivery failed for the following reason:\nServer mx.example.net[192.0.2.1] failed with: 552 5.2.2 mailbox full", BounceClass.Full },
        { "SurfControl", "Your message could not be sent.\nAddressed To: bob@example.net\n\nFailed to send to identified host,\nbob@example.net: [192.0.2.1], 550 unknown user", BounceClass.Gone },
        { "MailMarshal", "Your message:\n   From:    ann@example.org\n   Subject: news\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected: \n    bob@example.net", BounceClass.Gone },
        { "Mimecast", "An email that you attempted to send to the following address could not be delivered:\n-- bob@example.net\n\nThe problem appears to be :\n-- Recipient server unavailable\n\nAdditional information follows :\n-- 4.4.1 timed out\n\nThis condition occurred after 9 attempt(s)", BounceClass.Temporary },
        { "m-FILTER", "このメールは「m-FILTER」が自動的に生成して送信しています。\n\nbob@example.net\n\n-------server message\n550 5.1.1 User unknown\n-------SMTP command\nRCPT\n-------original message\nTo: x@y.example", BounceClass.Gone },
        { "Messaging Server", "This report relates to a message you sent with the following header fields:\n  To: dev@lists.example.org\n\n  Recipient address: bob@example.net\n  Reason: host/domain does not accept mail", BounceClass.Gone },
        { "SendGrid", "This is an automatically generated message from SendGrid.\n\nbob:000:<bob@example.net> : 192.0.2.1 : mx.example.net : 550 5.1.1 User Unknown in RCPT TO", BounceClass.Gone },
        { "amavis", "The message WAS NOT relayed to:\n  <bob@example.net>:\n   550 5.1.1 User unknown\n\nThis nondelivery report was generated by the program amavisd-new", BounceClass.Gone },
        { "PowerMTA", "I am sending you this message to inform you on the delivery status of a message you\npreviously sent.\n\n  <bob@example.net>  mailbox does not exist", BounceClass.Gone },
        { "DragonFly", "This is the DragonFly Mail Agent v0.13 at mx.example.net.\n\nThere was an error delivering your mail to <bob@example.net>.\n\nmx.example.com [192.0.2.1] did not like our RCPT TO:\n550 5.1.6 has moved\n\nMessage headers follow.", BounceClass.Gone },
        { "OpenSMTPD", "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\nbob@example.net: 550 Invalid recipient\n\n    Below is a copy of the original message:", BounceClass.Gone },
        { "Courier", "running the Courier mail server, version 0.65.\n\n                           UNDELIVERABLE MAIL\n\n<bob@example.net>:\n     <<< No such domain.", BounceClass.Gone },
        { "Apache James", "Error message below:\n550 - no such user here\n\nMessage details:\n  Subject: news\n  MAIL FROM: ann@example.org\n  RCPT TO: bob@example.net", BounceClass.Gone },
        { "IMail", "Unknown user: bob@example.net\n\nOriginal message follows.", BounceClass.Gone },
        { "IMail, full", "User mailbox exceeds allowed size: bob@example.net\n\nOriginal message follows.", BounceClass.Full },
        { "stars", "Delivery to the following recipients failed permanently:\n\n   * bob@example.net\n\nSMTP:RCPT host 192.0.2.1: 553 5.3.0 No such user here", BounceClass.Gone },
        { "trouble", "We had trouble delivering your message. Full details follow:\n\nSMTP Server <mx.example.net> rejected recipient <bob@example.net> (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]", BounceClass.Gone },
        { "EZweb", "Each of the following recipients was rejected by a remote\nmail server.\n\n    Recipient: <bob@example.net>\n    >>> RCPT TO:<bob@example.net>\n    <<< 550 <bob@example.net>: User unknown", BounceClass.Gone },
        { "EZweb, disabled", "The user(s) account is disabled.\n\n<bob@example.net>: 550 user unknown (in reply to RCPT TO command)", BounceClass.Temporary },
        { "KDDI", "Your mail sent on: Mon, 2 Nov 2026 10:00:00 +0000\n     Could not be delivered to: <bob@example.net>\n     As their mailbox is full.", BounceClass.Full },
        { "fml", "You are not a member of this mailing list <bob@example.net>.", BounceClass.Policy },
        { "Postfix", "This is the mail system at host mx.example.net.\n\n                   The mail system\n\n<bob@example.net>: host antispam.example.net[192.0.2.1] said: 550 5.1.1\n    <bob@example.net>: User unknown (in reply to RCPT TO command)", BounceClass.Gone },
        { "Postfix, an alias", "                   The mail system\n\n<bob@example.net> (expanded from <b@example.net>): user\n    unknown", BounceClass.Gone },
        { "unknown", "Sorry.\n\nrecipient: bob@example.net\nreason: no such user", BounceClass.Gone },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_is_read(string form, string text, BounceClass why)
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Plain($"{text}\n\n{SomeBounce.Post}", Header));
        BouncedRecipient bob = Assert.Single(report.Recipients);
        Assert.Equal((form, BounceKind.Failure, "bob@example.net", why, why == BounceClass.Gone), (form, report.Kind, bob.Address, bob.Class, bob.IsHard));
    }

    [Fact]
    public void Each_recipient_has_its_own_reason()
    {
        const string Text = "Hi. This is the qmail-send program at mx.example.net.\n\n<a@x.example>:\nRemote host said: 550 5.1.1 no such user\n\n<b@x.example>:\nRemote host said: 552 5.2.2 mailbox full\n\n<c@x.example>:\nConnected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 5.7.1 Access denied\n\n--- Below this line is a copy of the message.\n\n<d@x.example>:\nno such user";
        Assert.Equal(
            [("a@x.example", BounceClass.Gone), ("b@x.example", BounceClass.Full), ("c@x.example", BounceClass.Policy)],
            SomeBounce.Read(SomeBounce.Plain(Text, Header)).Recipients.Select(recipient => (recipient.Address, recipient.Class!.Value)));
    }

    [Fact]
    public void The_header_names_those_whom_the_text_does_not()
    {
        BounceReport report = SomeBounce.Read(SomeBounce.Plain("Dobrý den, skupina pravděpodobně neexistuje. https://groups.google.com/support/", $"{Header}\nX-Failed-Recipients: a@x.example,\n  b@x.example"));
        Assert.Equal([("a@x.example", RecipientSource.Header), ("b@x.example", RecipientSource.Header)], report.Recipients.Select(recipient => (recipient.Address, recipient.Source)));
        Assert.DoesNotContain(report.Recipients, recipient => recipient.IsHard);
    }

    [Fact]
    public void A_text_in_HTML_is_read()
    {
        string html = SomeBounce.Plain("<html><body><p>This is the mail system at host mx.example.net.</p><p>&lt;bob@example.net&gt;: User unknown</p></body></html>", Header).Replace("text/plain", "text/html", StringComparison.Ordinal);
        Assert.True(SomeBounce.Only(html).IsHard);
    }

    [Fact]
    public void A_multipart_without_its_boundary_is_read_as_text() =>
        Assert.Equal("bob@example.net", SomeBounce.Only($"{Header}\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n--b\n\nThis is the mail system at host mx.example.net.\n\n<bob@example.net>: User unknown\n--b--\n").Address);

    [Theory]
    [InlineData("From: ann@example.org\nSubject: Re: news", "I'll be back.\n\nbob@example.net: no such user\n")]
    [InlineData("From: ann@example.org\nSubject: lunch", "<bob@example.net>: hello")]
    public void A_person_is_not_a_mail_system(string header, string text) => Assert.Equal((BounceKind.NotUnderstood, 0), (SomeBounce.Read(SomeBounce.Plain(text, header)).Kind, SomeBounce.Read(SomeBounce.Plain(text, header)).Recipients.Count));
}
