using System.Text;

using MimeKit;

namespace MailingList.Core.Commands;

/// <summary>What a person wrote into a mail, as lines of plain text: whatever program they wrote it with.</summary>
public static class MailText
{
    // Commands stand at the beginning, and below them the letter that is answered, of which the last line counts.
    private const int MostLines = 200;

    // The longest token is some 1300 characters, and there are programs that fold nothing.
    private const int LongestLine = 2000;

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
        TextPart { IsAttachment: false } part => part.IsHtml ? HtmlText.Of(Decoded(part)) : part.IsPlain ? Decoded(part) : null,
        _ => null,
    };

    /// <summary>A part's text, whatever charset it is in.</summary>
    // MimeKit knows Windows' and the East's charsets only where they are registered before its first use, and then it goes through all of them,
    // which would cost each post more than 2 ms.
    internal static string Decoded(TextPart part) =>
        part.ContentType.Charset is { } charset && CodePagesEncodingProvider.Instance.GetEncoding(charset) is { } encoding ? part.GetText(encoding) : part.Text;

    private static bool IsThere(string? text) => !string.IsNullOrWhiteSpace(text);
}
