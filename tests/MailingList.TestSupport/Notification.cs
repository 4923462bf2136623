using System.Text;

namespace MailingList.TestSupport;

/// <summary>What a host elsewhere sends when it cannot deliver: a delivery status notification (RFC 3464) about one recipient.</summary>
public static class Notification
{
    /// <summary>The message.</summary>
    /// <param name="recipient">Final-Recipient.</param>
    /// <param name="status">The enhanced status code.</param>
    /// <param name="said">What the next host said.</param>
    /// <param name="action">Action.</param>
    public static byte[] Of(string recipient, string status = "5.1.1", string said = "550 5.1.1 User unknown", string action = "failed") => Encoding.ASCII.GetBytes(
        $"""
        From: MAILER-DAEMON@mx.example.com
        To: somebody
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <{Guid.NewGuid():N}@mx.example.com>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        It could not be delivered.

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.com

        Final-Recipient: rfc822; {recipient}
        Action: {action}
        Status: {status}
        Remote-MTA: dns; mx.example.net
        Diagnostic-Code: smtp; {said}

        --b--

        """.ReplaceLineEndings("\n"));
}
