using MailingList.Core.Addressing;
using MailingList.Core.Arrival;

namespace MailingList.Core.Letters;

/// <summary>The mail that letters answer.</summary>
/// <param name="Author">Who wrote it; null where that cannot be told. Letters to others do not name the mail: its identifier is the author's own text.</param>
/// <param name="MessageId">Its Message-ID, as it came; null: it has none.</param>
/// <param name="References">Its References, as they came; null: it has none.</param>
public sealed record Occasion(EmailAddress? Author, string? MessageId, string? References)
{
    /// <summary>No mail: somebody at the shell.</summary>
    public static Occasion None { get; } = new(null, null, null);

    /// <summary>That mail.</summary>
    public static Occasion Of(EmailAddress? author, HeaderBlock header) =>
        new(author, header.All("Message-ID").FirstOrDefault()?.Value, header.All("References").FirstOrDefault()?.Value);
}
