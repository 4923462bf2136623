using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Lists;

namespace MailingList.Core.Arrival;

/// <summary>
/// Somebody in the From field, and what they are to the list. Only From says who the author is; Sender and Reply-To never do.
/// </summary>
/// <param name="Address">The address in From.</param>
/// <param name="IsOwner">Whether it is an owner's.</param>
/// <param name="Subscriber">The subscriber of that address, or null.</param>
/// <param name="Rule">What was said about their posts; null: nothing.</param>
/// <param name="IsAuthenticated">Whether our own MTA found that the mail comes from the address's domain; null: the list does not ask (<see cref="AuthorCheck"/>).</param>
public sealed record Author(EmailAddress Address, bool IsOwner, Subscriber? Subscriber, SenderRule? Rule = null, bool? IsAuthenticated = null)
{
    /// <summary>What the list makes of them beyond its policy.</summary>
    public PostingRight Right => Rule?.Right ?? PostingRight.Default;
}
