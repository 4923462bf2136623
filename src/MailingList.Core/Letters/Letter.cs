using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Lists;

using MimeKit;
using MimeKit.Utils;

namespace MailingList.Core.Letters;

/// <summary>
/// A mail that the program itself writes: a template with its values, as a message with LF line ends. It is ASCII, so that no MTA needs
/// 8BITMIME; only an address that itself needs SMTPUTF8 (RFC 6531) is not.
/// </summary>
public static class Letter
{
    // RFC 5322 section 2.1.1, without the line end.
    private const int LongestLine = 998;

    /// <summary>The bytes of the message.</summary>
    /// <param name="template">The text.</param>
    /// <param name="values">
    /// A value for every placeholder that the kind of letter knows (<see cref="LetterForm"/>), whether the template has it or not: another
    /// template may. Only <see cref="Placeholders.Date"/> may be missing. There may be more.
    /// </param>
    /// <param name="head">The rest.</param>
    /// <exception cref="ArgumentException">A value is missing, or the Message-ID is none: a bug of ours.</exception>
    public static byte[] Write(Template template, IReadOnlyDictionary<string, string> values, LetterHead head)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(head);
        Func<string, string> value = Checked(template.Kind, values, head.Date);
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Unix;
        using MimePart message = Text(template.Body(value));
        int place = 0;
        string subject = head.SubjectToken is { } token ? $"{template.Subject(value)} [confirm {token}]" : template.Subject(value);
        foreach (Header field in Fields(head, subject, format))
        {
            message.Headers.Insert(place++, field);
        }

        using var bytes = new MemoryStream();
        message.WriteTo(format, bytes);
        return bytes.ToArray();
    }

    /// <summary>The text alone, without header fields.</summary>
    internal static string BodyOf(Template template, IReadOnlyDictionary<string, string> values, DateTimeOffset date) =>
        template.Body(Checked(template.Kind, values, date)).TrimEnd('\n');

    // All of a kind's placeholders must have values, whether this template has them or not: another may.
    private static Func<string, string> Checked(LetterKind kind, IReadOnlyDictionary<string, string> values, DateTimeOffset date)
    {
        LetterForm form = LetterForm.Of(kind);
        string Value(string placeholder) => values.TryGetValue(placeholder, out string? value) ? value
            : placeholder == Placeholders.Date ? IsoDate.Of(DateOnly.FromDateTime(date.Date))
            : throw new ArgumentException($"{form.Name}: there is no value for {{{placeholder}}}", nameof(values));

        foreach (string placeholder in form.Required.Concat(form.Optional))
        {
            _ = Value(placeholder);
        }

        return Value;
    }

    private static IEnumerable<Header> Fields(LetterHead head, string subject, FormatOptions format)
    {
        if (!MessageIds.In(head.MessageId).SequenceEqual([head.MessageId]))
        {
            throw new ArgumentException($"'{head.MessageId}' is no Message-ID", nameof(head));
        }

        yield return Field(HeaderId.From, Address(head.From.Address, head.From.Name, format));
        yield return Field(HeaderId.To, Address(head.To, null, format));
        if (head.ReplyTo is { } replyTo)
        {
            yield return Field(HeaderId.ReplyTo, Address(replyTo, null, format));
        }

        yield return EncodedWords.CanBePlain(subject) ? new Header(HeaderId.Subject, subject) : Field(HeaderId.Subject, EncodedWords.Of(subject));
        yield return Field(HeaderId.Date, DateUtils.FormatDate(head.Date));
        yield return Field(HeaderId.MessageId, head.MessageId);
        if (MessageIds.In(head.InReplyTo).FirstOrDefault() is { } answered)
        {
            yield return Field(HeaderId.InReplyTo, answered);
            yield return Field(HeaderId.References, string.Join("\n ", MessageIds.Thread(head.References, answered)));
        }

        // RFC 3834 section 5: by this other programs know that nobody waits for their answer.
        yield return Field(HeaderId.AutoSubmitted, head.IsReply ? "auto-replied" : "auto-generated");
        yield return Field(HeaderId.MimeVersion, "1.0");
    }

    // Already as it has to be, and folded; MimeKit would read it and write it anew.
    private static Header Field(HeaderId id, string value)
    {
        var field = new Header(id, string.Empty);
        field.SetRawValue(Encoding.UTF8.GetBytes($" {value}\n"));
        return field;
    }

    private static string Address(EmailAddress address, string? name, FormatOptions format)
    {
        string phrase = LetterText.Unstructured(name ?? string.Empty);
        return phrase.Length == 0 ? address.Wire
            : EncodedWords.CanBePlain(phrase) ? new MailboxAddress(Encoding.UTF8, phrase, address.Wire).ToString(format, encode: true)
            : $"{EncodedWords.Of(phrase)}\n <{address.Wire}>";
    }

    private static MimePart Text(string body)
    {
        ContentEncoding encoding = EncodingFor(body);
        // RFC 2045 section 6.8: what is text has CRLF inside base 64, where no MTA adapts it.
        string canonical = encoding == ContentEncoding.Base64 ? body.Replace("\n", "\r\n", StringComparison.Ordinal) : body;
        var text = new MimePart("text", "plain")
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(canonical))),
            ContentTransferEncoding = encoding,
        };
        text.ContentType.Charset = "utf-8";
        return text;
    }

    private static ContentEncoding EncodingFor(string body)
    {
        if (Ascii.IsValid(body) && body.Split('\n').All(line => line.Length <= LongestLine))
        {
            return ContentEncoding.SevenBit;
        }

        // Quoted-printable makes two bytes more of each that is not ASCII, base 64 a third more of everything.
        int bytes = Encoding.UTF8.GetByteCount(body);
        int notAscii = bytes - body.Count(char.IsAscii);
        return notAscii * 6 < bytes ? ContentEncoding.QuotedPrintable : ContentEncoding.Base64;
    }
}
