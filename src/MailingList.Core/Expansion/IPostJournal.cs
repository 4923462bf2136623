using MailingList.Core.Arrival;
using MailingList.Core.Failures;

namespace MailingList.Core.Expansion;

/// <summary>What has been distributed, and how far.</summary>
public interface IPostJournal
{
    /// <summary>Opens the entry of a post for this process alone; where there is none it is made by <see cref="IJournalEntry.Begin"/>.</summary>
    /// <exception cref="Failure">Another process is distributing this post just now.</exception>
    IJournalEntry Open(Post post);
}
