using System.Text;

using MailingList.Core.Bounces.Forms;
using MailingList.Core.Bounces.Reports;
using MailingList.Core.Commands;

using MimeKit;

namespace MailingList.Core.Bounces.Parts;

/// <summary>
/// What a bounce consists of (RFC 6522): a text for people, the fields of the report, the post or its header. Parts are known by their types
/// wherever they stand; what is in the post that comes back is not looked into.
/// </summary>
internal sealed class BounceParts
{
    private const int MostParts = 200;
    private const int LargestPart = 256 * 1024;

    private readonly List<string> _htmlTexts = [];
    private int _count;

    private BounceParts(MimeMessage message) => Message = message;

    /// <summary>The message itself.</summary>
    internal MimeMessage Message { get; }

    /// <summary>The texts for people, in their order.</summary>
    internal List<ReportText> Texts { get; } = [];

    /// <summary>The groups of fields of delivery status notifications (RFC 3464, RFC 6533).</summary>
    internal List<FieldGroup> DeliveryStatus { get; } = [];

    /// <summary>The fields of a feedback report (RFC 5965); null without one.</summary>
    internal FieldGroup? Feedback { get; private set; }

    /// <summary>Whether it is a receipt (RFC 8098).</summary>
    internal bool HasDisposition { get; private set; }

    /// <summary>The header of the post that comes back; null without one.</summary>
    internal FieldGroup? ReturnedHeader { get; private set; }

    /// <summary>Whole messages in it: posts that come back, or bounces that somebody forwards.</summary>
    internal List<MimeMessage> Messages { get; } = [];

    internal static BounceParts Of(MimeMessage message)
    {
        var parts = new BounceParts(message);
        parts.Take(message.Body);
        if (parts.Texts.Count == 0)
        {
            parts.Texts.AddRange(parts._htmlTexts.Select(html => new ReportText(HtmlText.Of(html))));
        }

        return parts;
    }

    private void Take(MimeEntity? entity)
    {
        if (entity is null || ++_count > MostParts)
        {
            return;
        }

        string type = entity.ContentType.MimeType.ToLowerInvariant();
        switch (entity)
        {
            case Multipart { Count: 0, Preamble: { Length: > 0 } text }: // its boundary is missing, or was lost
                Texts.Add(new ReportText(text));
                break;
            case Multipart multipart:
                foreach (MimeEntity part in multipart)
                {
                    Take(part);
                }

                break;
            case MessagePart { Message: { } message }:
                Messages.Add(message);
                ReturnedHeader ??= FieldGroup.ParseFirst(message.Headers.Select(field => $"{field.Field}: {field.Value}"));
                break;
            case MimePart { Content: not null } part when type is "message/delivery-status" or "message/global-delivery-status":
                DeliveryStatus.AddRange(FieldGroup.Parse(Lines(part)));
                break;
            case MimePart { Content: not null } part when type is "message/feedback-report":
                Feedback ??= Joined(FieldGroup.Parse(Lines(part)));
                break;
            case MimePart when type is "message/disposition-notification" or "message/global-disposition-notification":
                HasDisposition = true;
                break;
            case MimePart { Content: not null } part when type is "text/rfc822-headers" or "text/rfc822-header" or "message/rfc822-headers" or "message/global-headers":
                ReturnedHeader ??= FieldGroup.ParseFirst(Lines(part));
                break;
            case MimePart { Content: not null } part when type is "message/rfc822" or "message/global": // one with a transfer encoding
                TakeEncoded(part);
                break;
            case TextPart { IsHtml: true, Content: not null } part:
                _htmlTexts.Add(MailText.Decoded(part));
                break;
            case TextPart { Content: not null } part:
                Texts.Add(new ReportText(MailText.Decoded(part)));
                break;
            default:
                break;
        }
    }

    private void TakeEncoded(MimePart part)
    {
        using var content = new MemoryStream(Decoded(part), writable: false);
        if (Load(content) is { } message)
        {
            Messages.Add(message);
        }
    }

    /// <summary>Reads a message; null when it is none.</summary>
    internal static MimeMessage? Load(Stream message)
    {
        try
        {
            return MimeMessage.Load(message);
        }
        catch (FormatException)
        {
            return null; // not even a header
        }
    }

    private static FieldGroup Joined(IReadOnlyList<FieldGroup> groups)
    {
        var all = new FieldGroup();
        foreach (FieldGroup group in groups)
        {
            all.Join(group);
        }

        return all;
    }

    // RFC 3464 has ASCII in them, RFC 6533 UTF-8, and old hosts whatever their texts are in.
    private static string[] Lines(MimePart part) => Encoding.UTF8.GetString(Decoded(part)).ReplaceLineEndings("\n").Split('\n');

    private static byte[] Decoded(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return content.Length > LargestPart ? content.GetBuffer()[..LargestPart] : content.ToArray();
    }
}
