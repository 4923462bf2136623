namespace MailingList.Milter.Sessions;

/// <summary>How far a session is. The order is that of a message's way; <see cref="Transitions"/> relies on it.</summary>
internal enum SessionState
{
    /// <summary>Nothing has been said.</summary>
    Fresh,

    /// <summary>Versions and options are agreed on.</summary>
    Negotiated,

    /// <summary>A client has connected to the MTA.</summary>
    Connected,

    /// <summary>It has said HELO, or is between two messages.</summary>
    Greeted,

    /// <summary>There is a sender, and with it a message.</summary>
    Sender,

    /// <summary>There was a recipient, taken or refused.</summary>
    Recipient,

    /// <summary>DATA was said.</summary>
    Data,

    /// <summary>In the header.</summary>
    Header,

    /// <summary>The header is complete.</summary>
    HeaderEnd,

    /// <summary>In the body.</summary>
    Body,

    /// <summary>Our last word on the message is said; the MTA has not yet said that it is over.</summary>
    Answered,
}
