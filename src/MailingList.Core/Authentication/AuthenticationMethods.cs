namespace MailingList.Core.Authentication;

/// <summary>By what it is known that a mail comes from the domain in its From.</summary>
[Flags]
public enum AuthenticationMethods
{
    /// <summary>It is not known.</summary>
    None = 0,

    /// <summary>DMARC passed for the domain.</summary>
    Dmarc = 1,

    /// <summary>The domain, or one above it, has signed the mail (DKIM).</summary>
    Dkim = 2,

    /// <summary>The return path lies in the domain, or in one above it, and that lets the host send for it (SPF).</summary>
    Spf = 4,

    /// <summary>Any of them.</summary>
    All = Dmarc | Dkim | Spf,
}
