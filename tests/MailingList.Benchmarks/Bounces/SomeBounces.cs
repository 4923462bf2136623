using System.Globalization;
using System.Text;

namespace MailingList.Benchmarks.Bounces;

/// <summary>Bounces of about 5 kB, as the usual programs write them, with the post's beginning in each.</summary>
internal static class SomeBounces
{
    private const int PostBytes = 3_000;

    private const string Dsn =
        """
        Reporting-MTA: dns; mx.example.net
        X-Postfix-Queue-ID: 4F1C92A0
        Arrival-Date: Mon, 23 Nov 2026 05:00:00 +0000 (UTC)

        Final-Recipient: rfc822; subscriber@example.com
        Original-Recipient: rfc822;subscriber@example.com
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; in.example.com
        Diagnostic-Code: smtp; 550 5.1.1 <subscriber@example.com>: Recipient address
            rejected: User unknown in virtual mailbox table
        """;

    // Before those that hold it.
    private static string Post { get; } = MakePost();

    /// <summary>One of each.</summary>
    internal static IReadOnlyList<byte[]> All { get; } =
    [
        .. new[]
        {
            Report("This is the mail system at host mx.example.net.\n\nI'm sorry to have to inform you that your message could not be delivered.\n\n<subscriber@example.com>: host in.example.com[192.0.2.1] said: 550 5.1.1\n    <subscriber@example.com>: User unknown (in reply to RCPT TO command)", Dsn),
            Report("   ----- The following addresses had permanent fatal errors -----\n<subscriber@example.com>\n    (reason: 550 Denied by policy)\n\n   ----- Transcript of session follows -----\n>>> DATA\n<<< 550 Denied by policy", Dsn.Replace("Status: 5.1.1", "Status: 5.0.0", StringComparison.Ordinal).Replace("550 5.1.1", "550", StringComparison.Ordinal)),
            Report("subscriber@example.com\nThe email address wasn't found at the destination domain.\n\nDiagnostic information for administrators:\n\nGenerating server: mx.example.net", Dsn),
            Plain("Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<subscriber@example.com>:\n192.0.2.1 does not like recipient.\nRemote host said: 552 5.2.2 mailbox full\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message."),
            Plain("This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  subscriber@example.com\n    SMTP error from remote mail server after RCPT TO:<subscriber@example.com>:\n    host in.example.com [192.0.2.1]: 450 greylisted\n\n------ This is a copy of the message, including all the headers. ------"),
            Plain("Delivery failed for a reason that no form is known for.\n\nrecipient: subscriber@example.com"),
            Plain("I am away until Monday.", "From: subscriber@example.com\nAuto-Submitted: auto-replied"),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static string MakePost()
    {
        var post = new StringBuilder("Return-Path: <dev-bounces@lists.example.org>\nFrom: author@example.net\nTo: dev@lists.example.org\nSubject: a post\n\n");
        for (int line = 1; post.Length < PostBytes; line++)
        {
            post.Append(CultureInfo.InvariantCulture, $"Line {line} of a post that says nothing at all, at the length that people write.\n");
        }

        return post.ToString();
    }

    private static string Plain(string text, string header = "From: MAILER-DAEMON@mx.example.net") =>
        $"{header}\nTo: dev-bounces@lists.example.org\nSubject: mail\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n{Post}";

    private static string Report(string text, string fields) =>
        $"From: MAILER-DAEMON@mx.example.net\nTo: dev-bounces@lists.example.org\nSubject: Undelivered Mail\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\n{text}\n\n--b\nContent-Type: message/delivery-status\n\n{fields}\n\n--b\nContent-Type: message/rfc822\n\n{Post}\n--b--\n";
}
