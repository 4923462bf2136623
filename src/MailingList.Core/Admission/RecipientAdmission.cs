using MailingList.Core.Addressing;
using MailingList.Core.Admission.Recipients;
using MailingList.Core.Arrival;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Tokens;

namespace MailingList.Core.Admission;

/// <summary>
/// What can be said of a recipient while the sender waits for the answer to RCPT (RFC 5321 section 4.1.1.3), before there is a message.
/// What is accepted here is judged once more when the message is there (<see cref="MessageAdmission"/>).
/// </summary>
/// <param name="domains">
/// The domains in which every address is a list's or nobody's. Where lists stand among the mailboxes of a domain, only the MTA knows which
/// recipients it hands to us, and only those may be asked about.
/// </param>
/// <param name="lists">The lists as this host knows them.</param>
/// <param name="mint">Reads tokens, with the keys as they are now; asked for where an address has a token.</param>
/// <param name="paths">Reads return paths; asked for where something comes back.</param>
/// <param name="isCurrent">Whether this host knows of all lists that there are; null: it does. Asked for where there is none at an address.</param>
public sealed class RecipientAdmission(IReadOnlyCollection<string> domains, IListReader lists, Func<TokenMint> mint, Func<ReturnPathMint> paths, Func<bool>? isCurrent = null)
{
    // The cheap ones first.
    private readonly IRecipientRule[] _rules =
    [
        new UnservedRoleRule(),
        new NullReturnPathRule(),
        new ClosedSubscriptionRule(),
        new TokenRule(mint),
        new ReturnPathRule(paths),
        new DeniedReturnPathRule(lists),
    ];

    /// <summary>Judges one recipient.</summary>
    /// <param name="returnPath">The reverse-path, with or without brackets, as the MTA has rewritten it; empty: the null return path.</param>
    /// <param name="recipient">The forward-path, with or without brackets, as the MTA has rewritten it: what it will deliver to.</param>
    /// <returns>The verdict; null: the recipient is none of ours, and nothing may be done about it.</returns>
    /// <exception cref="Failure">It cannot be said now: the sender has to try again.</exception>
    public Verdict? Judge(string returnPath, string recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        if (!Envelope.TryParse(returnPath, recipient, out Envelope? envelope, out Failure? failure))
        {
            // Of what is no address in our domains nobody else knows what to make. The pipe, which the MTA gives what it has rewritten too, says the same of it.
            return IsOurs(recipient[(recipient.LastIndexOf('@') + 1)..].TrimEnd('>')) ? new Verdict.Reject(failure.Status, failure.Message, "envelope") : null;
        }

        if (!IsOurs(envelope.Recipient.AsciiDomain))
        {
            return null;
        }

        return Addressed.Find(lists, envelope) is { } mail
            ? _rules.Select(rule => rule.Judge(mail)).FirstOrDefault(verdict => verdict is not null) ?? new Verdict.Accept()
            : Unknown(envelope);
    }

    /// <summary>
    /// Whether an address is a list's or one of its roles', as far as this host knows. Where lists stand among mailboxes, what is no list's is
    /// left to the MTA at once: mailboxes have nothing to do with other hosts.
    /// </summary>
    public bool IsList(string address) =>
        EmailAddress.TryParse(address, out EmailAddress? recipient, out _)
        && IsOurs(recipient.AsciiDomain)
        && Addressed.Find(lists, new Envelope(string.Empty, recipient)) is not null;

    // A list may have been created on another host meanwhile. Who asks again asks perhaps a host that has heard of it.
    private Verdict.Reject Unknown(Envelope envelope) => isCurrent?.Invoke() ?? true
        ? MessageAdmission.NoSuchList(envelope)
        : throw Failure.Temporary($"{envelope.Recipient}: there is no such list here as far as this host knows, and it has heard nothing of the others for a while");

    private bool IsOurs(string domain) => domains.Contains(domain, StringComparer.OrdinalIgnoreCase);
}
