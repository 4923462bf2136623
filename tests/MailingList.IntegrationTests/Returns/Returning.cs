using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Returns;

/// <summary>The world outside of a sandbox that does not take everything.</summary>
internal static class Returning
{
    /// <summary>Distributes a post; the copy that somebody got.</summary>
    internal static Copy PostTo(this Sandbox sandbox, string list, string recipient)
    {
        Expect.Done(sandbox.Deliver(list, Some.Post()));
        return sandbox.Copies().Last(copy => copy.Recipients.Contains(recipient));
    }

    /// <summary>A host elsewhere returns a copy.</summary>
    internal static void Return(this Sandbox sandbox, Copy copy, string recipient, string status = "5.1.1", string said = "550 5.1.1 User unknown") =>
        Expect.Done(sandbox.Deliver(copy.ReturnPath, Notification(recipient, status, said), sender: string.Empty));

    /// <summary>The probe that went out.</summary>
    internal static Copy Probe(this Sandbox sandbox, string to) =>
        Assert.Single(sandbox.Copies(), copy => copy.Recipients is [var only] && only == to && copy.Text.Contains("Auto-Submitted: ", StringComparison.Ordinal) && copy.ReturnPath.Length > 0);

    /// <summary>A delivery status notification (RFC 3464).</summary>
    internal static byte[] Notification(string recipient, string status = "5.1.1", string said = "550 5.1.1 User unknown") => Some.Bytes(
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
        Action: failed
        Status: {status}
        Remote-MTA: dns; mx.example.net
        Diagnostic-Code: smtp; {said}

        --b--

        """);
}
