using MailingList.Core.Addressing;

namespace MailingList.Core.Letters;

/// <summary>What stands above a letter's text, but for the subject.</summary>
/// <param name="From">Who it is from.</param>
/// <param name="To">Whom it goes to.</param>
/// <param name="Date">When it is written.</param>
/// <param name="MessageId">Its Message-ID, with the angle brackets.</param>
/// <param name="IsReply">Whether it answers a mail (RFC 3834: <c>auto-replied</c>), or comes of the program's own accord (<c>auto-generated</c>).</param>
public sealed record LetterHead(Mailbox From, EmailAddress To, DateTimeOffset Date, string MessageId, bool IsReply)
{
    /// <summary>Where an answer goes, if not to <see cref="From"/>.</summary>
    public EmailAddress? ReplyTo { get; init; }

    /// <summary>The Message-ID of the mail that is answered, as it came: what is no identifier is left out.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The References of the mail that is answered, as they came; the letter adds <see cref="InReplyTo"/> to them (RFC 5322 section 3.6.4).</summary>
    public string? References { get; init; }

    /// <summary>A token that no address could hold: it stands behind the subject, where an answer keeps it. Null: none is needed there.</summary>
    public string? SubjectToken { get; init; }
}
