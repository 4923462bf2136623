using MailingList.Core.Addressing;

namespace MailingList.Core.Standing;

/// <summary>An address from which mail came back.</summary>
/// <param name="Address">The address.</param>
/// <param name="Bounces">What came back since it was cleared last, the oldest first; it may be forgotten by now.</param>
/// <param name="Next">What becomes of it.</param>
public sealed record BouncedAddress(EmailAddress Address, IReadOnlyList<Bounce> Bounces, NextStep Next)
{
    /// <summary>The last of them; null: there is none.</summary>
    public Bounce? Last => Bounces is [.., var last] ? last : null;
}
