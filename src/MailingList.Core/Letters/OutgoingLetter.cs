using MailingList.Core.Addressing;

namespace MailingList.Core.Letters;

/// <summary>A letter that is to be handed to the MTA, from the null return path.</summary>
/// <param name="Recipients">Whom it goes to; at least one.</param>
/// <param name="Message">Its bytes.</param>
public sealed record OutgoingLetter(IReadOnlyList<EmailAddress> Recipients, byte[] Message);
