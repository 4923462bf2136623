namespace MailingList.Core.Bounces;

/// <summary>From where in a message a recipient is known; what comes first is surer.</summary>
public enum RecipientSource
{
    /// <summary>The fields of a report (RFC 3464, RFC 5965).</summary>
    Report,

    /// <summary>The text that people read, in a form that is known.</summary>
    Text,

    /// <summary>The header of the message, such as X-Failed-Recipients.</summary>
    Header,

    /// <summary>The post that was returned: to whom it was addressed. The message itself names nobody, so it is a guess.</summary>
    ReturnedPost,
}
