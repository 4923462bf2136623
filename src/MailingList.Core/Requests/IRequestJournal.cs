using MailingList.Core.Arrival;
using MailingList.Core.Failures;

namespace MailingList.Core.Requests;

/// <summary>Which mails that ask for something were dealt with on this host, so that one that comes again changes nothing and is answered once.</summary>
public interface IRequestJournal
{
    /// <summary>Holds an errand for this process alone until it is disposed of.</summary>
    /// <param name="errand">The identity of the mail (<see cref="Post.Identity"/>), or of what else letters belong to (<see cref="Letters.IOutbox"/>).</param>
    /// <exception cref="Failure">Another process is at it just now.</exception>
    IDisposable Hold(string errand);

    /// <summary>Whether a mail was dealt with.</summary>
    bool IsDone(string errand);

    /// <summary>Notes in the running transaction that a mail of a list was dealt with: its changes and its letters are in the same transaction.</summary>
    void Done(string errand, long list);
}
