namespace MailingList.Core.Bounces.Classes;

/// <summary>What a host answered to when it refused (RFC 5321): until it has heard the recipient, it says nothing about that.</summary>
internal enum SmtpStage
{
    /// <summary>The message does not say.</summary>
    Unknown,

    /// <summary>The connection, or EHLO.</summary>
    Greeting,

    /// <summary>MAIL FROM.</summary>
    MailFrom,

    /// <summary>RCPT TO.</summary>
    RcptTo,

    /// <summary>DATA, or the end of the message.</summary>
    Data,
}
