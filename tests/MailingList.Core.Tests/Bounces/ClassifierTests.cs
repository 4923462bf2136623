using MailingList.Core.Bounces;

namespace MailingList.Core.Tests.Bounces;

/// <summary>Why a post was not delivered: by code, and by words where the code says little or something else.</summary>
public sealed class ClassifierTests
{
    private static BouncedRecipient Read(string status, string diagnostic, string text = "") =>
        SomeBounce.Only(SomeBounce.Report($"Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: {status}\nDiagnostic-Code: {diagnostic}", text));

    [Theory]
    [InlineData("5.1.1", BounceClass.Gone)]
    [InlineData("5.1.2", BounceClass.Gone)]
    [InlineData("5.1.3", BounceClass.Gone)]
    [InlineData("5.1.6", BounceClass.Gone)]
    [InlineData("5.1.10", BounceClass.Gone)]
    [InlineData("5.4.4", BounceClass.Gone)]
    [InlineData("5.7.17", BounceClass.Gone)]
    [InlineData("5.1.8", BounceClass.Policy)]
    [InlineData("5.2.1", BounceClass.Temporary)]
    [InlineData("5.2.2", BounceClass.Full)]
    [InlineData("4.2.2", BounceClass.Full)]
    [InlineData("5.2.3", BounceClass.Content)]
    [InlineData("5.3.4", BounceClass.Content)]
    [InlineData("4.4.1", BounceClass.Temporary)]
    [InlineData("4.4.7", BounceClass.Temporary)]
    [InlineData("5.4.6", BounceClass.Temporary)]
    [InlineData("5.6.7", BounceClass.Content)]
    [InlineData("5.7.1", BounceClass.Policy)]
    [InlineData("5.7.20", BounceClass.Policy)]
    [InlineData("5.7.26", BounceClass.Policy)]
    [InlineData("5.7.29", BounceClass.Policy)]
    [InlineData("5.0.0", BounceClass.Unknown)]
    [InlineData("4.0.0", BounceClass.Temporary)]
    public void A_code_alone(string status, BounceClass why) => Assert.Equal(why, Read(status, "smtp; x").Class);

    [Theory]
    [InlineData("5.0.0", "smtp; 550 <bob@example.net>: User unknown", BounceClass.Gone)]
    [InlineData("5.0.0", "smtp; 550 No such user here", BounceClass.Gone)]
    [InlineData("5.5.0", "smtp; 550 Requested action not taken: mailbox unavailable", BounceClass.Gone)]
    [InlineData("5.0.0", "smtp; 521 mx.example.net", BounceClass.Gone)] // RFC 7504
    [InlineData("5.7.27", "smtp; 550 Host does not accept mail", BounceClass.Gone)] // what sendmail makes of a null MX
    [InlineData("5.0.0", "smtp; 552 Quota exceeded", BounceClass.Full)]
    [InlineData("5.2.0", "smtp; 550 Der Empfänger: Postfach ist voll", BounceClass.Full)]
    [InlineData("5.0.0", "smtp; 554 message blocked, see http://www.spamhaus.org/query/bl?ip=192.0.2.1", BounceClass.Policy)]
    [InlineData("5.3.0", "smtp; 550 rejected because of DMARC", BounceClass.Policy)]
    [InlineData("5.0.0", "smtp; 552 message size exceeds fixed maximum", BounceClass.Content)]
    [InlineData("5.0.0", "smtp; 450 greylisted, try again later", BounceClass.Temporary)]
    [InlineData("5.4.1", "smtp; 550 5.4.1 Recipient address rejected: Access denied", BounceClass.Policy)]
    [InlineData("5.0.0", "smtp; 550 account has been disabled", BounceClass.Temporary)]
    [InlineData("5.0.0", "smtp; 550 nope", BounceClass.Unknown)]
    public void Where_the_code_says_little_the_words_do(string status, string diagnostic, BounceClass why) => Assert.Equal(why, Read(status, diagnostic).Class);

    [Theory]
    [InlineData("5.1.1", "smtp; 550 5.7.1 IP address blacklisted by recipient", BounceClass.Policy)] // sendmail writes 5.1.1 itself
    [InlineData("5.1.3", "smtp; 553 http://www.spamhaus.org/query/bl?ip=192.0.2.1", BounceClass.Policy)]
    [InlineData("5.1.1", "smtp; 550 5.1.1 refused due to recipient preferences", BounceClass.Policy)]
    [InlineData("5.1.1", "smtp; 552 5.2.2 Over quota", BounceClass.Full)]
    [InlineData("5.1.1", "smtp; 550 5.1.1 mailbox is full", BounceClass.Full)]
    [InlineData("5.2.1", "smtp; 550 5.2.1 <bob@example.net>... User Unknown", BounceClass.Gone)]
    [InlineData("5.2.1", "smtp; 550-5.2.1 The user is receiving mail at a rate that 550 5.2.1 prevents delivery", BounceClass.Policy)]
    [InlineData("5.7.1", "smtp; 550 5.7.1 user is temporarily locked", BounceClass.Temporary)]
    [InlineData("4.4.7", "smtp; 450 4.7.1 Client host rejected: cannot find your hostname", BounceClass.Policy)]
    public void Words_that_contradict_the_code_win(string status, string diagnostic, BounceClass why)
    {
        BouncedRecipient bob = Read(status, diagnostic);
        Assert.Equal((why, why == BounceClass.Gone), (bob.Class, bob.IsHard));
    }

    [Fact]
    public void Advice_for_people_contradicts_no_code() =>
        Assert.True(Read("5.1.1", "smtp; 550 5.1.1 sorry", "bob@example.net\nYour mail may have been taken for spam, or was blocked by a rule.\n\nDiagnostic information for administrators:").IsHard);

    [Theory]
    [InlineData("5.1.1", "smtp; 550 5.1.1 <spam-trap@antispam.example.net>: Recipient address rejected: not here")]
    [InlineData("5.1.1", "smtp; 550 5.1.1 <bob@example.net>: Recipient rejected")]
    [InlineData("5.0.0", "smtp; 550 <bob@blocked.example>: no such user, see https://example.net/reasons/#blocked")]
    public void Names_and_words_for_any_refusal_prove_nothing(string status, string diagnostic) => Assert.True(Read(status, diagnostic).IsHard);

    [Theory]
    [InlineData("5.0.0", "smtp; 550 no such domain", "host mx.example.net[192.0.2.1] said: 550 no such domain (in reply to MAIL FROM command)")]
    [InlineData("5.1.0", "smtp; 553 5.1.0 lists.example.org does not exist", "SMTP error from remote mail server after MAIL FROM:<dev-bounces@lists.example.org>:")]
    [InlineData("5.0.0", "smtp; 550 unknown host", "SMTP error from remote mail server after EHLO lists.example.org:")]
    public void A_host_that_has_not_heard_the_recipient_says_nothing_about_it(string status, string diagnostic, string text) =>
        Assert.Equal(BounceClass.Policy, Read(status, diagnostic, $"<bob@example.net>: {text}").Class);

    [Theory]
    [InlineData("5.0.0", "smtp; 550 Unknown user", "<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 Unknown user (in reply to end of DATA command)", false)]
    [InlineData("5.1.1", "smtp; 550 5.1.1 Unknown user", "<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 Unknown user (in reply to end of DATA command)", true)]
    [InlineData("5.0.0", "smtp; 550 : User unknown", "", false)]
    [InlineData("5.2.0", "smtp; 550 Unknown user", "   ----- The following addresses had permanent fatal errors -----\n<bob@example.net>\n\n   ----- Transcript of session follows -----\n>>> DATA\n<<< 550 Unknown user", false)]
    [InlineData("5.2.0", "smtp; 550 Unknown user", "   ----- The following addresses had permanent fatal errors -----\n<bob@example.net>\n\n   ----- Transcript of session follows -----\n>>> RCPT To:<bob@example.net>\n<<< 550 Unknown user", true)]
    public void Who_takes_RCPT_and_knows_nobody_at_DATA_may_have_a_filter(string status, string diagnostic, string text, bool isHard) =>
        Assert.Equal(isHard, Read(status, diagnostic, text).IsHard);

    [Theory]
    [InlineData("4.1.1", "smtp; 450 4.1.1 <bob@example.net>: User unknown in local recipient table", true)] // unknown_local_recipient_reject_code = 450
    [InlineData("4.0.0", "smtp; 550 User unknown", true)] // the host's reply weighs more than the reporting host's code
    [InlineData("4.0.0", "smtp; DNS type 'mx' lookup of example.net responded with code NXDOMAIN", false)] // whose own code says that it may pass
    [InlineData("4.4.3", "x-postfix; Host or domain name not found. Host not found, try again", false)]
    [InlineData("5.4.4", "x-postfix; Host or domain name not found. Name service error: Host not found", true)]
    public void A_transient_code_is_believed_where_the_host_itself_gives_it(string status, string diagnostic, bool isHard) =>
        Assert.Equal(isHard, Read(status, diagnostic).IsHard);
}
