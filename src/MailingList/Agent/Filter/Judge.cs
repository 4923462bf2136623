using MailingList.Configuration;
using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Failures;
using MailingList.Store;
using MailingList.Verbs;

namespace MailingList.Agent.Filter;

/// <summary>What the lists of this host make of recipients and messages, as it is asked by MTAs: for one caller at a time (<see cref="Judges"/>).</summary>
internal sealed class Judge : IDisposable
{
    private const string Anybody = "postmaster@localhost";

    private readonly Session _session;
    private readonly RecipientAdmission _recipients;
    private readonly MessageAdmission _messages;

    internal Judge(HostConfiguration configuration)
    {
        _session = Session.OpenToRead(configuration);
        var lists = new ListCache(_session.Database, _session.Lists);
        _recipients = new RecipientAdmission(configuration.Domains, lists, _session.Tokens, _session.ReturnPaths, () => _session.Peers is not { IsOutOfTouch: true });
        _messages = new MessageAdmission(lists, _session.Authentication);
    }

    /// <summary>Judges one recipient; null: it is none of ours.</summary>
    /// <exception cref="Failure">It cannot be said now.</exception>
    internal Verdict? Recipient(string returnPath, string recipient) => _recipients.Judge(returnPath, recipient);

    /// <summary>Judges a message for one recipient that was accepted.</summary>
    /// <exception cref="Failure">It cannot be said now.</exception>
    internal (Verdict Verdict, PostHead? Post) Message(Envelope envelope, HeaderBlock header, long bodySize) => _messages.Judge(envelope, header, bodySize);

    /// <summary>Whether an address, of mailboxes perhaps, is a list's or one of its roles', as far as this host knows.</summary>
    /// <exception cref="Failure">It cannot be said now.</exception>
    internal bool IsList(string address) => _recipients.IsList(address);

    /// <summary>The same of an address that otherwise is nobody's: that is not said where another host may know better.</summary>
    /// <exception cref="Failure">It cannot be said now.</exception>
    internal bool IsRecipient(string address)
    {
        // MTAs ask for other keys than addresses too: domains, and parts of an address.
        return EmailAddress.TryParse(address, out _, out _) && Recipient(Anybody, address) is { } verdict and not Verdict.Reject { Rule: MessageAdmission.ListRule };
    }

    /// <summary>Whether every address of a domain is a list's or nobody's.</summary>
    internal bool IsListDomain(string domain) => _session.Configuration.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase);

    public void Dispose() => _session.Dispose();
}
