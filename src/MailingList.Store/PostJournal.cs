using MailingList.Core.Arrival;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;

namespace MailingList.Store;

/// <summary>The journal of posts in SQLite.</summary>
/// <param name="database">The database.</param>
/// <param name="journalLock">What tells that a process works on a post.</param>
public sealed class PostJournal(Database database, JournalLock journalLock) : IPostJournal
{
    // Longer than any MTA keeps trying (Postfix: maximal_queue_lifetime 5 days), and than a sender's own retries.
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public IJournalEntry Open(Post post) => new Entry(database, post, journalLock.Hold(post.Identity, "another process is distributing this post just now"));

    private sealed class Entry : IJournalEntry
    {
        private readonly Database _database;
        private readonly Post _post;
        private readonly IDisposable _hold;

        internal Entry(Database database, Post post, IDisposable hold)
        {
            _database = database;
            _post = post;
            _hold = hold;
            Cursor = string.Empty;
            if (database.Query(
                "SELECT cursor, recipients, finished IS NOT NULL FROM post WHERE identity = $identity",
                row => (Cursor: row.GetString(0), Recipients: row.GetInt32(1), Finished: row.GetBoolean(2)),
                ("$identity", post.Identity)) is [var row])
            {
                (Cursor, Recipients, IsFinished) = row;
                IsUnderWay = !IsFinished;
            }
        }

        public bool IsUnderWay { get; private set; }

        public bool IsFinished { get; private set; }

        public string Cursor { get; private set; }

        public int Recipients { get; private set; }

        private long Now => _database.Time.GetUtcNow().ToUnixTimeMilliseconds();

        public void Begin()
        {
            if (IsUnderWay)
            {
                return;
            }

            _database.Write(() =>
            {
                _database.Execute("DELETE FROM post WHERE started < $before", ("$before", Now - (long)Kept.TotalMilliseconds));
                return _database.Execute(
                    "INSERT INTO post (identity, list, cursor, recipients, batches, started) VALUES ($identity, $list, '', 0, 0, $now)",
                    ("$identity", _post.Identity), ("$list", _post.List.Id), ("$now", Now));
            });
            IsUnderWay = true;
        }

        public void Took(Batch batch)
        {
            Note(
                "UPDATE post SET cursor = $cursor, recipients = recipients + $count, batches = batches + 1, finished = $finished WHERE identity = $identity",
                ("$cursor", batch.Cursor), ("$count", batch.Recipients.Count), ("$finished", batch.IsLast ? Now : null), ("$identity", _post.Identity));
            Cursor = batch.Cursor;
            Recipients += batch.Recipients.Count;
            IsFinished = batch.IsLast;
        }

        public void Finish()
        {
            Note("UPDATE post SET finished = $now WHERE identity = $identity", ("$now", Now), ("$identity", _post.Identity));
            IsFinished = true;
        }

        public void Dispose() => _hold.Dispose();

        private void Note(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
        {
            // A statement of its own is a transaction of its own, and on the disk when it returns (synchronous = FULL).
            if (_database.Execute(sql, parameters) != 1)
            {
                throw Failure.Temporary("the journal's entry of this post is gone");
            }
        }
    }
}
