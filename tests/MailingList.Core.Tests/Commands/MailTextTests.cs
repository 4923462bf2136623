using System.Text;

using MailingList.Core.Commands;

using MimeKit;

namespace MailingList.Core.Tests.Commands;

public sealed class MailTextTests
{
    [Fact]
    public void Plain_text_is_its_lines() => Assert.Equal(["help", "end", ""], Lines("Subject: x\n\nhelp\nend\n"));

    [Theory]
    [InlineData("base64", "c3Vic2NyaWJlCg==")]
    [InlineData("quoted-printable", "subs=\ncribe\n")]
    public void It_is_decoded(string encoding, string body) =>
        Assert.Equal("subscribe", Lines($"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{body}")[0]);

    [Theory]
    [InlineData("iso-2022-jp", "c2V0IG5hbWUgGyRCRnxLXBsoQg==", "set name 日本")]
    [InlineData("Shift_JIS", "c2V0IG5hbWUgk/qWew==", "set name 日本")]
    [InlineData("euc-jp", "c2V0IG5hbWUgxvzL3A==", "set name 日本")]
    [InlineData("windows-1252", "c2V0IG5hbWUgk0L2YpQ=", "set name “Böb”")]
    [InlineData("koi8-r", "c2V0IG5hbWUg4s/S6dM=", "set name БорИс")]
    [InlineData("gb2312", "c2V0IG5hbWUg1tC5+g==", "set name 中国")]
    [InlineData("utf-7", "c2V0IG5hbWUgQm9i", "set name Bob")]
    [InlineData("nonsense", "c2V0IG5hbWUgQm9i", "set name Bob")]
    [InlineData("\"\"", "c2V0IG5hbWUgQm9i", "set name Bob")]
    public void It_is_read_in_its_charset(string charset, string base64, string line) =>
        Assert.Equal(line, Lines($"MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n{base64}\n")[0]);

    [Fact]
    public void Of_alternatives_plain_text_is_read() => Assert.Equal("plain", Lines(Multipart("alternative", ("text/plain", "plain\n"), ("text/html", "<p>html</p>\n")))[0]);

    [Fact]
    public void An_empty_alternative_is_passed_over() => Assert.Equal("html", Lines(Multipart("alternative", ("text/plain", "\n"), ("text/html", "html\n")))[0]);

    [Fact]
    public void What_is_attached_is_not_read() =>
        Assert.Equal("help", Lines(Multipart("mixed", ("text/plain; name=a\nContent-Disposition: attachment", "unsubscribe\n"), ("text/plain", "help\n")))[0]);

    [Theory]
    [InlineData("<html><head><title>t</title><style>p { a: b }</style></head><body><p>help</p><p>who</p></body></html>", "help|who")]
    [InlineData("help<br>who<div>which</div>", "help|who|which")]
    [InlineData("<div>confirm&nbsp;abc&amp;d</div>", "confirm abc&d")]
    [InlineData("<p>help</p><blockquote>old<br>text<blockquote>older</blockquote></blockquote><p>who", "help|> old|> text|>> older|who")]
    [InlineData("<script>help</script><p>who</p>", "who")]
    [InlineData("<p>set name\n  Bob</p>", "set name Bob")]
    [InlineData("<p unfinished", "")]
    [InlineData("</blockquote></blockquote>help", "help")]
    [InlineData("<head><meta charset=utf-8><body>help", "help")]
    [InlineData("<blockquote type=cite><pre class=moz-quote-pre wrap=\"\">help\n  who\n</pre></blockquote>which", "> help|> who|which")]
    public void HTML_is_read_as_people_see_it(string html, string lines) =>
        Assert.Equal(
            lines.Split('|', StringSplitOptions.RemoveEmptyEntries),
            Lines($"MIME-Version: 1.0\nContent-Type: text/html\n\n{html}\n").Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Trim('>').Length > 0));

    [Theory]
    [InlineData("<div>a</div><div>b</div><div><br></div><div>c</div>", "a|b||c")]
    [InlineData("<p class=MsoPlainText>a</p>\n<p class=MsoPlainText>&nbsp;</p>\n<p class=MsoPlainText>b</p>", "a||b")]
    [InlineData("a<br>\n<br>\nb", "a||b")]
    [InlineData("<table><tr><td>a</td></tr>\n<tr><td>b</td></tr></table>", "a|b")]
    public void An_empty_line_of_HTML_is_one_that_people_see(string html, string lines) =>
        Assert.Equal(lines, string.Join('|', Lines($"MIME-Version: 1.0\nContent-Type: text/html\n\n{html}").Select(line => line.Trim())).Trim('|'));

    [Theory]
    [InlineData("<blockquote>")]
    [InlineData("<br>")]
    [InlineData("<pre>")]
    [InlineData("</p><p>")]
    public void A_page_of_nothing_but_tags_stays_small(string tag)
    {
        string html = string.Concat(Enumerable.Repeat("<blockquote>", 10_000)) + string.Concat(Enumerable.Repeat(tag, 20_000));

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(200, Lines($"MIME-Version: 1.0\nContent-Type: text/html\n\n{html}").Count);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated < 100_000_000, $"{allocated} bytes");
    }

    [Fact]
    public void A_mail_without_text_has_no_lines()
    {
        Assert.Empty(Lines("MIME-Version: 1.0\nContent-Type: image/png\n\nx\n"));
        Assert.Empty(Lines(Multipart("mixed")));
    }

    [Fact]
    public void Nobody_makes_it_read_a_book()
    {
        IReadOnlyList<string> lines = Lines("Subject: x\n\n" + string.Concat(Enumerable.Repeat(new string('x', 3000) + "\n", 1000)));
        Assert.Equal(200, lines.Count);
        Assert.All(lines, line => Assert.Equal(2000, line.Length));
    }

    private static string Multipart(string kind, params (string Type, string Text)[] parts) =>
        $"MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=b\n\n{string.Concat(parts.Select(part => $"--b\nContent-Type: {part.Type}\n\n{part.Text}"))}--b--\n";

    private static IReadOnlyList<string> Lines(string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(message));
        return MailText.Lines(MimeMessage.Load(stream));
    }
}
