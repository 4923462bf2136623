namespace MailingList.Core.Letters;

/// <summary>What a letter counts as among those that an address gets without having proved that it asked.</summary>
public enum LetterUse
{
    /// <summary>It asks for a confirmation.</summary>
    Confirmation,

    /// <summary>It answers a mail that the address's owner may not have written.</summary>
    Answer,
}
