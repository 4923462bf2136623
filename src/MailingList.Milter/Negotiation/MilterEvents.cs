namespace MailingList.Milter.Negotiation;

/// <summary>What a milter can be told of. The end of a message is not among them: nobody can do without it.</summary>
[Flags]
public enum MilterEvents
{
    /// <summary>Nothing but the end of the message.</summary>
    None = 0,

    /// <summary>Who connects.</summary>
    Connect = 1,

    /// <summary>The name that the client gives itself.</summary>
    Helo = 2,

    /// <summary>The sender.</summary>
    Sender = 4,

    /// <summary>Each recipient.</summary>
    Recipient = 8,

    /// <summary>The header, as a whole.</summary>
    Header = 16,

    /// <summary>The body, in chunks.</summary>
    Body = 32,
}
