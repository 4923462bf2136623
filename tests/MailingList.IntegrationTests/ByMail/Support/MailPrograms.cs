using System.Net;

using MimeKit;

namespace MailingList.IntegrationTests.ByMail.Support;

/// <summary>How the programs that people use write a mail, and how they quote the one that is answered.</summary>
internal static class MailPrograms
{
    private const string Attribution = "On Mon, Nov 23, 2026 at 5:00 AM dev <dev-owner@lists.example.org> wrote:";

    /// <summary>Nothing, not even a MIME field.</summary>
    internal static MimeMessage Bare() => new();

    /// <summary>Apple Mail, with nothing written.</summary>
    internal static MimeMessage AppleEmpty() => Of("Apple Mail (2.3654.120.0.1.13)", Text("plain", "us-ascii", ContentEncoding.SevenBit, ""));

    /// <summary>Thunderbird: text that flows, and a signature.</summary>
    internal static MimeMessage Thunderbird(string text)
    {
        TextPart part = Text("plain", "utf-8", ContentEncoding.SevenBit, $"{text}\n\n-- \nBob Builder\nI confirm everything\n");
        part.ContentType.Parameters.Add("format", "flowed");
        return Of("Mozilla Thunderbird", part);
    }

    /// <summary>A phone of Apple's; a text with other than ASCII makes it write base 64.</summary>
    internal static MimeMessage Phone(string text) =>
        Of("iPhone Mail (22B83)", Text("plain", "utf-8", ContentEncoding.Base64, $"{text}\n\nVon meinem iPhone gesendet — für Büro\n"));

    /// <summary>Outlook, which writes HTML and nothing else.</summary>
    internal static MimeMessage Outlook(params string[] lines)
    {
        string paragraphs = string.Concat(lines.Select(line => $"<p class=MsoNormal>{(line.Length == 0 ? "&nbsp;" : WebUtility.HtmlEncode(line))}<o:p></o:p></p>\r\n"));
        return Of("Microsoft Outlook 16.0", Text("html", "us-ascii", ContentEncoding.QuotedPrintable,
            "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta http-equiv=Content-Type content=\"text/html; charset=us-ascii\">"
            + "<style><!--\r\np.MsoNormal {margin:0cm; font-size:11.0pt;}\r\n/* confirm nothing here */\r\n--></style></head>\r\n"
            + $"<body lang=EN-GB><div class=WordSection1>\r\n{paragraphs}</div></body></html>"));
    }

    /// <summary>Gmail: the same in plain text and in HTML.</summary>
    internal static MimeMessage Gmail(string text) => Of(null, new MultipartAlternative(
        Text("plain", "utf-8", ContentEncoding.SevenBit, text + "\n"),
        Text("html", "utf-8", ContentEncoding.SevenBit, $"<div dir=\"ltr\">{WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal)}</div>\n")));

    /// <summary>An answer by Outlook: HTML alone, and what is answered is not marked as a quotation.</summary>
    internal static MimeMessage OutlookReply(string quoted) =>
        Outlook(["Yes, please.", "", "From: dev <dev-owner@lists.example.org>", "Sent: Monday, November 23, 2026 5:00 AM", "Subject: Please confirm", "", .. Lines(quoted)]);

    /// <summary>An answer by Gmail in a browser that writes HTML alone: a quotation as such, addresses made into links.</summary>
    internal static MimeMessage HtmlReply(string quoted)
    {
        IEnumerable<string> lines = Lines(quoted).Select(line => string.Join(' ', line.Split(' ').Select(word => word.Contains('@', StringComparison.Ordinal)
            ? $"<a href=\"mailto:{WebUtility.UrlEncode(word)}\" target=\"_blank\">{WebUtility.HtmlEncode(word)}</a>"
            : WebUtility.HtmlEncode(word))));
        return Of(null, Text("html", "utf-8", ContentEncoding.QuotedPrintable,
            $"<div dir=\"ltr\">ok<br></div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">{WebUtility.HtmlEncode(Attribution)}<br></div>"
            + $"<blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex\">{string.Join("<br>\r\n", lines)}</blockquote></div>"));
    }

    /// <summary>An answer in plain text by a program that breaks what is quoted after so many characters, wherever that is, and marks each line.</summary>
    internal static MimeMessage FoldingReply(string quoted, int width) => Of("Forté Agent 8.00", Text("plain", "utf-8", ContentEncoding.SevenBit,
        $"{Attribution}\n{string.Concat(Lines(quoted).SelectMany(line => Folded(line, width)).Select(line => $">> {line}\n"))}\nyes\n"));

    /// <summary>An answer by a phone: base 64, everything marked, twice.</summary>
    internal static MimeMessage PhoneReply(string quoted) =>
        Phone($"Ja\n\n> Am 23.11.2026 um 05:00 schrieb dev <dev-owner@lists.example.org>:\n> \n{string.Concat(Lines(quoted).Select(line => $"> {line}\n"))}");

    private static MimeMessage Of(string? program, MimeEntity body)
    {
        var message = new MimeMessage { Body = body };
        if (program is not null)
        {
            message.Headers.Add("X-Mailer", program);
        }

        return message;
    }

    private static TextPart Text(string subtype, string charset, ContentEncoding encoding, string text)
    {
        var part = new TextPart(subtype) { Text = text, ContentTransferEncoding = encoding };
        part.ContentType.Charset = charset;
        return part;
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static IEnumerable<string> Folded(string line, int width) => line.Length == 0 ? [""] : line.Chunk(width).Select(chunk => new string(chunk));
}
