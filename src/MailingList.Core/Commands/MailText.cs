using System.Text;

using MimeKit;
using MimeKit.Text;

namespace MailingList.Core.Commands;

/// <summary>What a person wrote into a mail, as lines of plain text: whatever program they wrote it with.</summary>
public static class MailText
{
    // Commands stand at the beginning; what comes behind a hundred lines is a letter.
    private const int MostLines = 100;
    private const int LongestLine = 1000;

    /// <summary>The lines of the part that people see first; a quotation begins with <c>&gt;</c>. Empty for a mail without text.</summary>
    public static IReadOnlyList<string> Lines(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Body is { } body && Text(body) is { } text
            ? [.. text.ReplaceLineEndings("\n").Split('\n').Take(MostLines).Select(line => line.Length > LongestLine ? line[..LongestLine] : line)]
            : [];
    }

    private static string? Text(MimeEntity entity) => entity switch
    {
        MultipartAlternative alternative => alternative.Select(Text).FirstOrDefault(IsThere),
        Multipart multipart => multipart.Select(Text).FirstOrDefault(IsThere),
        TextPart { IsAttachment: false } part => part.IsHtml ? FromHtml(part.Text) : part.IsPlain ? part.Text : null,
        _ => null,
    };

    private static bool IsThere(string? text) => !string.IsNullOrWhiteSpace(text);

    private static string FromHtml(string html)
    {
        var text = new StringBuilder();
        var tokenizer = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true, IgnoreTruncatedTags = true };
        int quotes = 0;
        HtmlTagId? hidden = null;
        while (tokenizer.ReadNextToken(out HtmlToken? token))
        {
            switch (token)
            {
                case HtmlTagToken tag when hidden is { } id:
                    hidden = tag.IsEndTag && tag.Id == id ? null : hidden;
                    break;
                case HtmlTagToken { Id: HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Head or HtmlTagId.Title, IsEndTag: false, IsEmptyElement: false } tag:
                    hidden = tag.Id;
                    break;
                case HtmlTagToken { Id: HtmlTagId.BlockQuote } tag:
                    quotes = Math.Max(0, quotes + (tag.IsEndTag ? -1 : 1));
                    Break(text, quotes);
                    break;
                case HtmlTagToken tag when BreaksLine(tag):
                    Break(text, quotes);
                    break;
                case HtmlDataToken data when hidden is null && data is not HtmlScriptDataToken:
                    text.Append(string.Join(' ', data.Data.Split((char[]?)null)));
                    break;
                default:
                    break;
            }
        }

        return text.ToString();
    }

    private static bool BreaksLine(HtmlTagToken tag) => tag.Id is HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI or HtmlTagId.Pre or HtmlTagId.HR
        or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.Table or HtmlTagId.UL or HtmlTagId.OL;

    private static void Break(StringBuilder text, int quotes) => text.Append('\n').Append('>', quotes).Append(' ');
}
