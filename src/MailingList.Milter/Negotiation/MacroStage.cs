namespace MailingList.Milter.Negotiation;

/// <summary>When the MTA sends macros: <c>SMFIM_*</c> of libmilter's mfapi.h, in whose numbers the end of the message comes before the end of the header.</summary>
public enum MacroStage
{
    /// <summary>SMFIM_CONNECT. Postfix sends <c>j {daemon_name} {daemon_addr} v _</c>.</summary>
    Connect = 0,

    /// <summary>SMFIM_HELO. Postfix sends <c>{tls_version} {cipher} {cipher_bits} {cert_subject} {cert_issuer}</c>.</summary>
    Helo = 1,

    /// <summary>SMFIM_ENVFROM. Postfix sends <c>i {auth_type} {auth_authen} {auth_author} {mail_addr} {mail_host} {mail_mailer}</c>.</summary>
    Sender = 2,

    /// <summary>SMFIM_ENVRCPT. Postfix sends <c>i {rcpt_addr} {rcpt_host} {rcpt_mailer}</c>.</summary>
    Recipient = 3,

    /// <summary>SMFIM_DATA. Postfix sends <c>i</c>.</summary>
    Data = 4,

    /// <summary>SMFIM_EOM. Postfix sends <c>i</c>.</summary>
    EndOfMessage = 5,

    /// <summary>SMFIM_EOH. Postfix sends <c>i</c>.</summary>
    EndOfHeader = 6,
}
