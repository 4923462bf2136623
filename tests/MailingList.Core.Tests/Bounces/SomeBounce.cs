using System.Text;

using MailingList.Core.Bounces;

namespace MailingList.Core.Tests.Bounces;

/// <summary>Bounces as programs write them, short.</summary>
internal static class SomeBounce
{
    internal const string Post = "Return-Path: <dev-bounces@lists.example.org>\nReceived: from a by b; Mon, 2 Nov 2026 10:00:00 +0000\nFrom: ann@example.org\nTo: dev@lists.example.org\nSubject: news\n\nhello carol@example.com\n";

    /// <summary>A multipart/report with a text, the fields of a report, and the post.</summary>
    internal static string Report(string fields, string text = "Your post was not delivered.", string type = "message/delivery-status", string header = "") =>
        $"""
        From: MAILER-DAEMON@mx.example.net
        To: dev-bounces@lists.example.org
        Subject: Undelivered Mail
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        {text}

        --b
        Content-Type: {type}
        {(header.Length > 0 ? header + "\n" : string.Empty)}
        {fields}

        --b
        Content-Type: message/rfc822

        {Post}
        --b--

        """;

    /// <summary>A plain message of a mail system's.</summary>
    internal static string Plain(string text, string header = "From: MAILER-DAEMON@mx.example.net\nSubject: failure notice") =>
        $"{header}\nTo: dev-bounces@lists.example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n";

    internal static BounceReport Read(string message) => BounceReader.Read(Encoding.UTF8.GetBytes(message));

    /// <summary>What is read of a message that is about one recipient.</summary>
    internal static BouncedRecipient Only(string message) => Xunit.Assert.Single(Read(message).Recipients);
}
