namespace MailingList.Core.Bounces.Classes;

/// <summary>This message was too large, or not in a form that the host takes.</summary>
internal static class ContentPhrases
{
    internal static readonly string[] All =
    [
        "message too large", "message is too large", "message too big", "message is too big", "message size exceeds", "message size * exceeds", "message length exceeds", "exceeds fixed maximum", "exceeds maximum message size", "exceeds the maximum", "exceeds maximum size", "message exceeded", "message exceeds",
        "size limit exceeded", "exceeded message size", "too large for", "too big for", "max message size", "maximum message size", "mail size limit", "message larger than", "size exceeds", "data size exceeds", "message file too big", "message too long", "line limit exceeded", "line too long", "lines too long", "maximum allowed size", "larger than the",
        "headers too large", "header too large", "header too long", "header size", "header line", "header error", "improper use of 8-bit", "8-bit data", "8bit", "smtputf8", "non-ascii", "utf-8 address", "internationalized", "not support * unicode",
        "malformed", "mime error", "broken mime", "bad mime", "invalid mime", "content error", "message content rejected due to", "attachment type", "attachment * not allowed", "attachments * not accept", "bare lf", "bare newline", "bare line feed", "duplicate header", "missing header", "invalid header", "invalid content",
        "syntax error", "command parameter not implemented", "content conversion", "conversion required", "too many headers", "line length", "not rfc", "content rejected", "unacceptable content",
    ];
}
