namespace MailingList.Milter.Negotiation;

/// <summary>What a milter may do to a message at its end: <c>SMFIF_*</c> of libmilter's mfdef.h.</summary>
[Flags]
public enum MilterActions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>SMFIF_ADDHDRS: add and insert fields of the header.</summary>
    AddHeaders = 0x01,

    /// <summary>SMFIF_CHGBODY: replace the body.</summary>
    ReplaceBody = 0x02,

    /// <summary>SMFIF_ADDRCPT: add recipients.</summary>
    AddRecipients = 0x04,

    /// <summary>SMFIF_DELRCPT: take recipients out.</summary>
    DeleteRecipients = 0x08,

    /// <summary>SMFIF_CHGHDRS: change and delete fields of the header.</summary>
    ChangeHeaders = 0x10,

    /// <summary>SMFIF_QUARANTINE: put the message on hold.</summary>
    Quarantine = 0x20,

    /// <summary>SMFIF_CHGFROM (version 6): change the sender.</summary>
    ChangeSender = 0x40,

    /// <summary>SMFIF_ADDRCPT_PAR (version 6): add recipients with arguments of ESMTP.</summary>
    AddRecipientsWithArguments = 0x80,

    /// <summary>SMFIF_SETSYMLIST (version 6): say which macros are wanted. Asked for by itself where <see cref="MilterNeeds.Macros"/> says so.</summary>
    ChooseMacros = 0x100,
}
