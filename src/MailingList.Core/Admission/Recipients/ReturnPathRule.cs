using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.ReturnPaths;

namespace MailingList.Core.Admission.Recipients;

/// <summary>
/// What comes back comes to a return path that we gave out: a bounce of what somebody else sent in the list's name, and whatever else is
/// sent there, is refused.
/// </summary>
/// <param name="mint">Reads return paths, with the keys as they are now.</param>
public sealed class ReturnPathRule(Func<ReturnPathMint> mint) : IRecipientRule
{
    /// <inheritdoc/>
    public Verdict? Judge(Addressed mail) =>
        mail.Destination.Role != Role.Bounces || mint().TryRead(mail.Destination.Detail, mail.List.Address, out _)
            ? null
            : NoSuchPath(mail);

    internal static Verdict.Reject NoSuchPath(Addressed mail) =>
        new("5.1.1", $"there is no such address: nothing went out from {mail.Envelope.Recipient}, or too long ago; {mail.Questions}", "return-path");
}
