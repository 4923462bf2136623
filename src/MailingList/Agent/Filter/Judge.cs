using MailingList.Configuration;
using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Failures;
using MailingList.Core.Tokens;
using MailingList.Store;
using MailingList.Verbs;

namespace MailingList.Agent.Filter;

/// <summary>What the lists of this host make of recipients and messages, as it is asked by MTAs: for one caller at a time (<see cref="Judges"/>).</summary>
internal sealed class Judge : IDisposable
{
    private readonly Session _session;
    private readonly ListCache _lists;
    private readonly RecipientAdmission _recipients;
    private readonly MessageAdmission _messages;

    internal Judge(HostConfiguration configuration)
    {
        _session = Session.Open(configuration);
        _lists = new ListCache(_session.Database, _session.Lists);
        _recipients = new RecipientAdmission(configuration.Domains, _lists, Mint);
        _messages = new MessageAdmission(_lists, _session.Authentication);
    }

    /// <summary>Judges one recipient; null: it is none of ours.</summary>
    /// <exception cref="Failure">It cannot be said now.</exception>
    internal Verdict? Recipient(string returnPath, string recipient) => Sure(_recipients.Judge(returnPath, recipient), recipient);

    /// <summary>Judges a message for one recipient that was accepted.</summary>
    /// <exception cref="Failure">It cannot be said now.</exception>
    internal (Verdict Verdict, PostHead? Post) Message(Envelope envelope, HeaderBlock header, long bodySize) => _messages.Judge(envelope, header, bodySize);

    /// <summary>Whether an address is a list's or one of its roles', whoever writes to it.</summary>
    /// <exception cref="Failure">It cannot be said now.</exception>
    internal bool IsList(string address)
    {
        // MTAs ask for other keys than addresses too: domains, and parts of an address.
        if (!EmailAddress.TryParse(address, out EmailAddress? parsed, out _) || !IsListDomain(parsed.AsciiDomain))
        {
            return false;
        }

        return Destination.Readings(parsed).Any(reading => _lists.Find(reading.List) is not null) || (IsUnsure ? throw Unsure(address) : false);
    }

    /// <summary>Whether every address of a domain is a list's or nobody's.</summary>
    internal bool IsListDomain(string domain) => _session.Configuration.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase);

    public void Dispose() => _session.Dispose();

    private TokenMint Mint() => new(new SecretTable(_session.Database, sharing: false).Keys(), TimeProvider.System);

    // A list may have been created on another host that this one has not heard of for a while: the sender tries again, or the next MX.
    private Verdict? Sure(Verdict? verdict, string recipient) =>
        verdict is Verdict.Reject { Rule: MessageAdmission.ListRule } && IsUnsure ? throw Unsure(recipient) : verdict;

    private bool IsUnsure => _session.Peers is { IsOutOfTouch: true };

    private static Failure Unsure(string recipient) =>
        Failure.Temporary($"{recipient}: there is no such list here as far as this host knows, and it has not heard of the others for a while");
}
