using MailingList.Core.Addressing;

namespace MailingList.Core.Subscriptions;

/// <summary>By whom something was done to a subscription, and how.</summary>
/// <param name="Origin">The way: <c>shell</c>, <c>import</c>, <c>mail</c>, <c>owner</c>, <c>bounces</c>.</param>
/// <param name="By">Who: an address, or at the shell the account's name; or empty where it is not known.</param>
/// <param name="MessageId">The Message-ID of the mail that did it, with its brackets; null where none did.</param>
public sealed record Cause(string Origin, string By, string? MessageId = null)
{
    /// <summary>At the shell.</summary>
    public const string Shell = "shell";

    /// <summary>By a file.</summary>
    public const string Import = "import";

    /// <summary>By the subscriber's own mail.</summary>
    public const string Mail = "mail";

    /// <summary>By an owner's mail.</summary>
    public const string Owner = "owner";

    /// <summary>By what came back from the address.</summary>
    public const string Bounces = "bounces";

    /// <summary>Done by a mail.</summary>
    public static Cause ByMail(string origin, EmailAddress by, string? messageId) => new(origin, by.Text, messageId);
}
