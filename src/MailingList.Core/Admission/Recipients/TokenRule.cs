using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Requests;
using MailingList.Core.Tokens;

namespace MailingList.Core.Admission.Recipients;

/// <summary>
/// An address with a token in it is there as long as the token is good, for the list and what the address is for. Where there is none the
/// mail may bring one in its subject or its text.
/// </summary>
/// <param name="mint">Reads tokens, with the keys as they are now.</param>
public sealed class TokenRule(Func<TokenMint> mint) : IRecipientRule
{
    /// <inheritdoc/>
    public Verdict? Judge(Addressed mail)
    {
        (Role role, string text) = (mail.Destination.Role, mail.Destination.Detail);
        if (role is not (Role.Confirm or Role.Accept or Role.Reject) || text.Length == 0
            || (mint().TryRead(text, mail.List.Address, mail.List.Owners, out Token? token, out TokenProblem? problem) && TokenMail.Purposes(role).Contains(token.Purpose)))
        {
            return null;
        }

        string what = problem == TokenProblem.Expired ? "this address was good for a few days only, and they are over" : "there is no such address; it may have been cut short";
        return new Verdict.Reject("5.1.1", $"{what}; {mail.Questions}", "token");
    }
}
