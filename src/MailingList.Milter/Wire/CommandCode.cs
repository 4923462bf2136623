namespace MailingList.Milter.Wire;

/// <summary>What the MTA says: <c>SMFIC_*</c> of libmilter's mfdef.h. The MTA is the client of the socket, and begins.</summary>
internal enum CommandCode : byte
{
    /// <summary>SMFIC_ABORT: the message is over, the connection is not. Postfix says it after every message, and twice at times. No reply.</summary>
    Abort = (byte)'A',

    /// <summary>SMFIC_BODY: a chunk of the body, at most 65535 bytes from Postfix; its borders know nothing of lines.</summary>
    Body = (byte)'B',

    /// <summary>SMFIC_CONNECT: who has connected to the MTA.</summary>
    Connect = (byte)'C',

    /// <summary>SMFIC_MACRO: values for a command, in front of it or of one that we did not want. No reply.</summary>
    Macro = (byte)'D',

    /// <summary>SMFIC_BODYEOB: the end of the message; sendmail may put the last chunk of the body into it.</summary>
    EndOfMessage = (byte)'E',

    /// <summary>SMFIC_HELO: the name that the client gives itself, by HELO or EHLO.</summary>
    Helo = (byte)'H',

    /// <summary>SMFIC_QUIT_NC (version 6): the connection is over, the next one follows on the same socket. No reply; no MTA known to us says it.</summary>
    QuitNewConnection = (byte)'K',

    /// <summary>SMFIC_HEADER: one field of the header.</summary>
    Header = (byte)'L',

    /// <summary>SMFIC_MAIL: the sender.</summary>
    Mail = (byte)'M',

    /// <summary>SMFIC_EOH: the end of the header.</summary>
    EndOfHeader = (byte)'N',

    /// <summary>SMFIC_OPTNEG: the first command, and the only one that is answered by itself.</summary>
    OptionNegotiation = (byte)'O',

    /// <summary>SMFIC_QUIT: the connection is over. No reply.</summary>
    Quit = (byte)'Q',

    /// <summary>SMFIC_RCPT: a recipient.</summary>
    Recipient = (byte)'R',

    /// <summary>SMFIC_DATA (version 4).</summary>
    Data = (byte)'T',

    /// <summary>SMFIC_UNKNOWN (version 3): a command of SMTP that the MTA does not know and refuses anyhow.</summary>
    Unknown = (byte)'U',
}
