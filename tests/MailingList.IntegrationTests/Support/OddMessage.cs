namespace MailingList.IntegrationTests.Support;

/// <summary>A message that a list must pass on as it is, in its parts.</summary>
/// <param name="Name">What is odd about it.</param>
/// <param name="Gone">What stands in front of it all and is no part of what is passed on.</param>
/// <param name="Header">The header fields that are passed on.</param>
/// <param name="Separator">The empty line, or nothing.</param>
/// <param name="Body">The body.</param>
internal sealed record OddMessage(string Name, string Gone, string Header, string Separator, string Body)
{
    private const string Usual = "From: Author <author@example.net>\nTo: list@example.net\nSubject: odd\nDate: Mon, 23 Nov 2026 05:00:00 +0000\n";

    internal byte[] Bytes => Some.Bytes(Gone + Header + Separator + Body);

    internal bool HasMessageId => Header.Contains("Message-ID:", StringComparison.OrdinalIgnoreCase);

    /// <summary>All of them, each with an identity of its own.</summary>
    internal static IReadOnlyList<OddMessage> All { get; } =
    [
        new("nothing odd", "", Fields(), "\n", "Hello.\n"),
        new("no header block, an empty line first", "", "", "\n", "The body is all there is.\n"),
        new("no header block, text first", "", "", "", "This line is no header field\nSubject: nor is this.\n"),
        new("no body", "", Fields(), "", ""),
        new("an empty body", "", Fields(), "\n", ""),
        new("a body that does not end its line", "", Fields(), "\n", "no line end"),
        new("NUL bytes", "", Fields(), "\n", "a\0b\n\0\n\0"),
        new("all bytes there are", "", Fields(), "\n", string.Concat(Enumerable.Range(0, 256).Where(i => i != '\r').Select(i => (char)i)) + "\n"),
        new("lines of 100 kB", "", Fields(), "\n", new string('x', 100_000) + "\n" + new string('y', 100_000) + "\n"),
        new("8-bit header fields", "", Fields("Subject: gr\u00fc\u00dfe\nX-8-Bit: \u00ff\u00fe\u0080\n \u00e9 folded\n"), "\n", "8-bit body \u00e9\n"),
        new("a lone dot and its like", "", Fields(), "\n", ".\n..\n.x\n\n.\n"),
        new("a From line of an mbox in the body", "", Fields(), "\n", "From the start\n>From here\n"),
        new("no From", "", "Subject: nobody wrote this\nMessage-ID: <nobody.1@example.net>\n", "\n", "Hello.\n"),
        new("two Froms, one of them no address", "", Fields("From: nobody at all <>\nFROM: (comment\n"), "\n", "Hello.\n"),
        new("three Message-IDs", "", Fields("Message-Id: <2.odd@example.net>\nMESSAGE-ID: not even brackets\n"), "\n", "Hello.\n"),
        new("no Message-ID", "", Usual, "\n", "Nobody named this.\n"),
        new("empty values and odd folding", "", Fields("X-Empty:\nX-Blank: \nX-Close:1\nx-folded:\n\tby a tab\n  and blanks \n"), "\n", "Hello.\n"),
        new("a header block of 60 kB", "", Fields(string.Concat(Enumerable.Range(0, 1000).Select(i => $"X-Number-{i:0000}: {new string('n', 44)}\n"))), "\n", "Hello.\n"),
        new("a field of 50 kB in one line", "", Fields($"X-Long: {new string('l', 50_000)}\n"), "\n", "Hello.\n"),
        new("a signature over folded fields", "", Fields("DKIM-Signature: v=1; a=rsa-sha256; d=example.net;\n  h=from:to\n\t:subject; b=AbC\n d=\nAuthentication-Results: mx.example.net; dkim=pass\n"), "\n", "Hello.  \n\n\n"),
    ];

    /// <summary>Those that no SMTP server would take as they are, or that Postfix alters before we see them.</summary>
    internal static IReadOnlyList<OddMessage> FilesOnly { get; } =
    [
        new("the From line of an mbox in front", "From author@example.net Mon Nov 23 05:00:00 2026\n", Fields(), "\n", "Hello.\n"),
        new("its quoted form in front", ">From author@example.net Mon Nov 23 05:00:00 2026\n", Fields(), "\n", "Hello.\n"),
        new("white space in front of colons", "", Fields("X-Space : 1\nX-Tab\t: 2\n"), "\n", "Hello.\n"),
        new("CRLF all over", "", Fields().ReplaceLineEndings("\r\n"), "\r\n", "Hello.\r\n.\r\n"),
        new("CRLF and bare LF mixed", "", Fields("X-One: 1\r\nX-Two: 2\n folded\r\nX-Three: 3\r\n"), "\r\n", "one\r\ntwo\nthree\rfour\r\r\n"),
        new("an open last field", "", Fields() + "X-Last: no line end", "", ""),
        new("NUL in the header block", "", Fields("X-Nul: a\0b\n"), "\n", "Hello.\n"),
    ];

    private static string Fields(string more = "") => $"{Usual}Message-ID: <{Guid.NewGuid():N}@example.net>\n{more}";
}
