using System.Globalization;
using System.Text;

namespace MailingList.Benchmarks.Support;

/// <summary>Posts and subscribers.</summary>
internal static class Some
{
    private const int PostBytes = 10_000;

    /// <summary>So many addresses over some thousand domains, in an order that is not that of their keys.</summary>
    internal static IEnumerable<string> Addresses(int count) => Enumerable.Range(0, count).Select(Address);

    internal static string Address(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"subscriber{number:000000}@domain{(uint)(number * 2654435761) % 4999}.example");

    /// <summary>Writes a mail as somebody's program does.</summary>
    internal static void WriteMail(string path, string from, string to, string subject, string body) => File.WriteAllText(
        path,
        $"""
        Received: from mail.example.net (mail.example.net [192.0.2.1]) by mx1.example.net; Mon, 23 Nov 2026 05:00:00 +0000
        From: Some Body <{from}>
        To: {to}
        Subject: {subject}
        Date: Mon, 23 Nov 2026 05:00:00 +0000
        Message-ID: <{Guid.NewGuid():N}@example.net>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        {body}

        """);

    /// <summary>Writes a post of 10 kB that is like no other: one that was distributed before is dropped.</summary>
    internal static void WritePost(string path)
    {
        var post = new StringBuilder(
            $"""
            Received: from mail.example.net (mail.example.net [192.0.2.1]) by mx1.example.net; Mon, 23 Nov 2026 05:00:00 +0000
            From: Author <author@example.net>
            To: dev@lists.example.org
            Subject: a post of the usual size
            Date: Mon, 23 Nov 2026 05:00:00 +0000
            Message-ID: <{Guid.NewGuid():N}@example.net>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=us-ascii


            """);
        for (int line = 1; post.Length < PostBytes; line++)
        {
            post.Append(CultureInfo.InvariantCulture, $"Line {line} of a post that says nothing at all, at the length that people write.\n");
        }

        File.WriteAllText(path, post.ToString(0, PostBytes - 1) + "\n");
    }
}
