using MailingList.Core.Addressing;

namespace MailingList.Core.Letters;

/// <summary>A letter that is to be handed to the MTA.</summary>
/// <param name="Recipients">Whom it goes to; at least one.</param>
/// <param name="Message">Its bytes.</param>
public sealed record OutgoingLetter(IReadOnlyList<EmailAddress> Recipients, byte[] Message)
{
    /// <summary>Where it comes back to; empty: the null return path, so that nothing does (RFC 3834 section 3.3).</summary>
    public string ReturnPath { get; init; } = string.Empty;
}
