namespace MailingList.Milter.Negotiation;

/// <summary>
/// How the protocol is spoken: <c>SMFIP_*</c> of libmilter's mfdef.h. No… : the MTA need not send it. Silent… : we give no reply to it (SMFIP_NR_*);
/// a reply all the same would be taken for the next command's, and nothing says so (measured with Postfix 3.7.11).
/// </summary>
[Flags]
internal enum ProtocolSteps : uint
{
    None = 0,
    NoConnect = 0x01,
    NoHelo = 0x02,
    NoMail = 0x04,
    NoRecipient = 0x08,
    NoBody = 0x10,
    NoHeader = 0x20,
    NoEndOfHeader = 0x40,
    SilentHeader = 0x80,
    NoUnknown = 0x100,
    NoData = 0x200,

    /// <summary>SMFIP_SKIP: the MTA understands SMFIR_SKIP.</summary>
    Skip = 0x400,

    /// <summary>SMFIP_RCPT_REJ: the MTA sends recipients, too, that it has refused itself.</summary>
    RejectedRecipients = 0x800,
    SilentConnect = 0x1000,
    SilentHelo = 0x2000,
    SilentMail = 0x4000,
    SilentRecipient = 0x8000,
    SilentData = 0x10000,
    SilentUnknown = 0x20000,
    SilentEndOfHeader = 0x40000,
    SilentBody = 0x80000,

    /// <summary>SMFIP_HDR_LEADSPC: what stands behind the colon of a field is sent, and taken, as it is; otherwise the MTA eats a blank, and puts one there.</summary>
    HeaderLeadingSpace = 0x100000,
}
