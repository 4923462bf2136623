using MailingList.Core.Failures;

namespace MailingList.Store.Tests.Requests;

/// <summary>Mails that are made to keep the host busy: none costs more than memory in proportion to its size.</summary>
public sealed class HostileMailsTests : MailTest
{
    private const int Header = 900_000;
    private const int Body = 250_000;

    public static TheoryData<string, string> Mails => new()
    {
        { "many authors", $"From: {Many("a@b.example,\n ", Header)} a@b.example\n\nhelp\n" },
        { "many different authors", $"From: {string.Concat(Enumerable.Range(0, 50_000).Select(i => $"a{i}@b.example,\n "))} a@b.example\n\nhelp\n" },
        { "many From", $"{Many("From: bob@example.net\n", Header)}\n\nhelp\n" },
        { "comments", $"From: {Many("(", Header)}\n\nhelp\n" },
        { "comments closed", $"From: {Many("(", Header / 2)}{Many(")", Header / 2)} {Bob}\n\nhelp\n" },
        { "groups", $"From: {Many("a:", Header)}\n\nhelp\n" },
        { "route", $"From: <{Many("@a,", Header)}:{Bob}>\n\nhelp\n" },
        { "quotes", $"From: {Many("\"a\" ", Header)} <{Bob}>\n\nhelp\n" },
        { "words", $"From: {Many("=?utf-8?q?a?= ", Header)} <{Bob}>\n\nhelp\n" },
        { "subject words", $"From: {Bob}\nSubject: {Many("=?utf-8?q?a?= ", Header)}\n\nhelp\n" },
        { "subject words 2", $"From: {Bob}\nSubject: {Many("=?", Header)}\n\nhelp\n" },
        { "subject re", $"From: {Bob}\nSubject: {Many("Re: ", Header)}\n\nhelp\n" },
        { "subject re2", $"From: {Bob}\nSubject: {Many("Re[1]: [x] ", Body)}\n\nhelp\n" },
        { "subject brackets", $"From: {Bob}\nSubject: {Many("[]", Body)}\n\nhelp\n" },
        { "subject confirm", $"From: {Bob}\nSubject: {Many("confirm ", Body)}\n\nconfirm\n" },
        { "references", $"From: {Bob}\nMessage-ID: <1@b>\nReferences: {Many("<a@b> ", Header)}\n\nhelp\n" },
        { "references open", $"From: {Bob}\nMessage-ID: {Many("<", Header / 2)}\nReferences: {Many("<", Header / 2)}\n\nhelp\n" },
        { "received", $"{Many("Received: a\n", Header)}From: {Bob}\n\nhelp\n" },
        { "a-r", $"{Many("Authentication-Results: mx.example.net; dkim=pass header.d=example.net\n", Header)}From: {Bob}\n\nunsubscribe\n" },
        { "multiparts", $"From: {Bob}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n{Many("--a\nContent-Type: multipart/mixed; boundary=a\n\n", Body)}\n" },
        { "multiparts deep", $"From: {Bob}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a0\n\n{string.Concat(Enumerable.Range(0, 4000).Select(i => $"--a{i}\nContent-Type: multipart/mixed; boundary=a{i + 1}\n\n"))}\n" },
        { "parts", $"From: {Bob}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n{Many("--a\n\n\n", Body)}\n" },
        { "html tags", $"From: {Bob}\nMIME-Version: 1.0\nContent-Type: text/html\n\n{Many("<blockquote>", Body)}\n" },
        { "html attr", $"From: {Bob}\nMIME-Version: 1.0\nContent-Type: text/html\n\n<a {Many("a=b ", Body)}>\n" },
        { "html entity", $"From: {Bob}\nMIME-Version: 1.0\nContent-Type: text/html\n\n{Many("&amp", Body)}\n" },
        { "html comment", $"From: {Bob}\nMIME-Version: 1.0\nContent-Type: text/html\n\n{Many("<!--", Body)}\n" },
        { "one line", $"From: {Bob}\n\n{Many("confirm aaaaaaaaaaaaaaaaaaaaaaexample.net=bob", Body)}\n" },
        { "confirm lines", $"From: {Bob}\n\n{Many("confirm aaaaaaaaaaaaaaaaaaaaaaexample.net=bob\n", Body)}\n" },
        { "confirm words", $"From: {Bob}\n\n{Many("confirmconfirm\n", Body)}\n" },
        { "params", $"From: {Bob}\nMIME-Version: 1.0\nContent-Type: text/plain{Many("; a=b", Header)}\n\nhelp\n" },
        { "params*", $"From: {Bob}\nMIME-Version: 1.0\nContent-Type: text/plain{string.Concat(Enumerable.Range(0, 50000).Select(i => $"; a*{i}=b"))}\n\nhelp\n" },
        { "headers", $"{Many("a:\n", Header)}From: {Bob}\n\nhelp\n" },
    };

    [Theory]
    [MemberData(nameof(Mails))]
    public void Each_is_dealt_with(string what, string mail)
    {
        byte[] bytes = Bytes(mail);
        foreach (string recipient in (string[])[Request, Confirm])
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Mail.Receive(bytes, recipient, Bob);
            }
            catch (Failure failure)
            {
                Assert.Equal(FailureKind.NotAllowed, failure.Kind);
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 1_000_000_000, $"{what} to {recipient}: {allocated} bytes");
        }
    }

    private static string Many(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
