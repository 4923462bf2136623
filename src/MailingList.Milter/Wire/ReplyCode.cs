namespace MailingList.Milter.Wire;

/// <summary>
/// What we say: <c>SMFIR_*</c> of libmilter's mfdef.h. SMFIR_CONN_FAIL ('f') is left out: for Postfix 3.7.11 it is an unexpected response, after
/// which it does not listen any more (measured). SMFIR_SHUTDOWN ('4') is an MTA's own; a reply of 421 does the same. SMFIR_SETSYMLIST ('l') is never sent: its data
/// stand at the end of the negotiation.
/// </summary>
internal enum ReplyCode : byte
{
    /// <summary>SMFIR_ADDRCPT.</summary>
    AddRecipient = (byte)'+',

    /// <summary>SMFIR_DELRCPT.</summary>
    DeleteRecipient = (byte)'-',

    /// <summary>SMFIR_ADDRCPT_PAR (version 6): with arguments of ESMTP.</summary>
    AddRecipientWithArguments = (byte)'2',

    /// <summary>SMFIC_OPTNEG, our side of it.</summary>
    OptionNegotiation = (byte)'O',

    /// <summary>SMFIR_ACCEPT: nothing more of this message, or of this connection where it answers CONNECT or HELO.</summary>
    Accept = (byte)'a',

    /// <summary>SMFIR_REPLBODY: the first one replaces the body, further ones are appended.</summary>
    ReplaceBody = (byte)'b',

    /// <summary>SMFIR_CONTINUE; at the end of the message it accepts.</summary>
    Continue = (byte)'c',

    /// <summary>SMFIR_DISCARD: the whole message, even as the answer to one recipient.</summary>
    Discard = (byte)'d',

    /// <summary>SMFIR_CHGFROM (version 6).</summary>
    ChangeSender = (byte)'e',

    /// <summary>SMFIR_ADDHEADER: appended.</summary>
    AddHeader = (byte)'h',

    /// <summary>SMFIR_INSHEADER: at a place, 0 being the top.</summary>
    InsertHeader = (byte)'i',

    /// <summary>SMFIR_CHGHEADER: the n-th field of that name; an empty value deletes it.</summary>
    ChangeHeader = (byte)'m',

    /// <summary>SMFIR_PROGRESS: still at work, the MTA's clock starts again.</summary>
    Progress = (byte)'p',

    /// <summary>SMFIR_QUARANTINE: Postfix puts the message on hold. The verdict follows all the same.</summary>
    Quarantine = (byte)'q',

    /// <summary>SMFIR_REJECT, in the MTA's words: 550 5.7.1 Command rejected.</summary>
    Reject = (byte)'r',

    /// <summary>SMFIR_SKIP (version 6): no more of the body, please.</summary>
    Skip = (byte)'s',

    /// <summary>SMFIR_TEMPFAIL, in the MTA's words: 451 4.7.1 Service unavailable - try again later.</summary>
    TemporaryFailure = (byte)'t',

    /// <summary>SMFIR_REPLYCODE: a refusal in our words.</summary>
    ReplyCode = (byte)'y',
}
