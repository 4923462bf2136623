using MailingList.Core.Requests;

namespace MailingList.Store;

/// <summary>The journal of mails that ask for something.</summary>
/// <param name="database">The database.</param>
/// <param name="journalLock">What tells that a process works on one.</param>
public sealed class RequestJournal(Database database, JournalLock journalLock) : IRequestJournal
{
    private long Now => database.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public IDisposable Hold(string errand) => journalLock.Hold(errand, "another process is dealing with this mail just now");

    /// <inheritdoc/>
    public bool IsDone(string errand) => database.Query("SELECT 1 FROM errand WHERE identity = $identity", _ => true, ("$identity", errand)).Count > 0;

    /// <inheritdoc/>
    public void Done(string errand, long list)
    {
        database.Execute("DELETE FROM errand WHERE done < $before", ("$before", Now - (long)PostJournal.Kept.TotalMilliseconds));
        database.Execute(
            "INSERT INTO errand (identity, list, done) VALUES ($identity, $list, $now) ON CONFLICT DO NOTHING",
            ("$identity", errand), ("$list", list), ("$now", Now));
    }
}
