using MailingList.Core.Addressing;
using MailingList.Core.Records;

namespace MailingList.Core.Tokens;

/// <summary>
/// What a token says. All of it is in the token's own text, with a MAC over it: nothing is kept until it comes back, and any host that has the
/// key can read it.
/// </summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="List">The list. It is not in the text: who reads the token says which list it came to, and a token of another does not fit.</param>
/// <param name="Address">Whom it is about.</param>
/// <param name="Detail">What more there is to say for that purpose; or empty.</param>
public sealed record Token(TokenPurpose Purpose, EmailAddress List, EmailAddress Address, string Detail = "")
{
    // A token tells its minute, and hosts' clocks are a little apart.
    private static readonly TimeSpan Inexact = TimeSpan.FromMinutes(2);

    /// <summary>The minute in which it was made; of one that is not made yet, nothing.</summary>
    public DateTimeOffset Made { get; init; }

    /// <summary>Whom it was given to, where that is not <see cref="Address"/>; null: to them. It is not in the text either: who reads it must know the possible ones.</summary>
    public EmailAddress? Holder { get; init; }

    /// <summary>
    /// Whether what it is about has come, gone or been decided since it was made: an answer that comes late, or once more, must not undo that.
    /// A stamp that is ahead of the clock says nothing about when: where one host's clock was wrong once, all are, for as long.
    /// </summary>
    public bool IsOvertakenBy(Stamp life, DateTimeOffset now) => life.Time > Made + Inexact && life.Time <= now + Inexact;
}
