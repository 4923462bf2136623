namespace MailingList.Milter.Events;

/// <summary>How a client is connected to the MTA: <c>SMFIA_*</c> of libmilter's mfdef.h.</summary>
public enum ClientFamily
{
    /// <summary>SMFIA_UNKNOWN: the MTA does not say.</summary>
    Unknown = 'U',

    /// <summary>SMFIA_UNIX: a Unix socket.</summary>
    Unix = 'L',

    /// <summary>SMFIA_INET.</summary>
    IPv4 = '4',

    /// <summary>SMFIA_INET6.</summary>
    IPv6 = '6',
}
