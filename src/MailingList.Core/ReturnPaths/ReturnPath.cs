using MailingList.Core.Addressing;

namespace MailingList.Core.ReturnPaths;

/// <summary>What a return path of ours says. Its token is keyed, so nobody but a host of ours, and whoever got the message, knows it.</summary>
/// <param name="Kind">What went out with it.</param>
/// <param name="Day">On which day (UTC).</param>
/// <param name="Message">Which message it was, among those of the list and the day: four characters.</param>
/// <param name="Recipient">Whose it was where each recipient had one of their own (VERP); null: it was that of all of them.</param>
public sealed record ReturnPath(ReturnPathKind Kind, DateOnly Day, string Message, ReturnPathRecipient? Recipient);

/// <summary>The recipient in a return path. This part is not keyed: it counts only where the address is subscribed.</summary>
public abstract record ReturnPathRecipient
{
    private ReturnPathRecipient()
    {
    }

    /// <summary>The address stands there.</summary>
    /// <param name="Address">Whose.</param>
    public sealed record Whole(EmailAddress Address) : ReturnPathRecipient;

    /// <summary>Only a hash of it does: a local part has 64 bytes (RFC 5321 section 4.5.3.1.1).</summary>
    /// <param name="Hash">The first 64 bits of the SHA-256 of its key (<see cref="Records.RecordHash.Wide"/>).</param>
    public sealed record Hashed(ulong Hash) : ReturnPathRecipient;
}
