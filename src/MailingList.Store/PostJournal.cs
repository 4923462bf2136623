using MailingList.Core.Arrival;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;
using MailingList.Core.Lists;

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
                "SELECT cursor, recipients, finished IS NOT NULL, verp FROM post WHERE identity = $identity",
                row => (Cursor: row.GetString(0), Recipients: row.GetInt32(1), Finished: row.GetBoolean(2), Verp: row.GetBoolean(3)),
                ("$identity", post.Identity)) is [var row])
            {
                (Cursor, Recipients, IsFinished, IsVerp) = row;
                IsUnderWay = !IsFinished;
            }
        }

        public bool IsUnderWay { get; private set; }

        public bool IsFinished { get; private set; }

        public string Cursor { get; private set; }

        public int Recipients { get; private set; }

        public bool IsVerp { get; private set; }

        private long Now => _database.Time.GetUtcNow().ToUnixTimeMilliseconds();

        public void Begin(VerpPolicy policy)
        {
            if (IsUnderWay)
            {
                return;
            }

            IsVerp = _database.Write(() =>
            {
                bool isVerp = policy == VerpPolicy.Always || (policy == VerpPolicy.Daily && !WasVerpToday());
                _database.Execute("DELETE FROM post WHERE started < $before", ("$before", Now - (long)Kept.TotalMilliseconds));
                _database.Execute(
                    "INSERT INTO post (identity, list, cursor, recipients, batches, started, verp) VALUES ($identity, $list, '', 0, 0, $now, $verp)",
                    ("$identity", _post.Identity), ("$list", _post.List.Id), ("$now", Now), ("$verp", isVerp));
                return isVerp;
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

        private bool WasVerpToday() => _database.Query(
            "SELECT 1 FROM post WHERE list = $list AND started >= $midnight AND verp = 1 LIMIT 1",
            _ => true,
            ("$list", _post.List.Id), ("$midnight", new DateTimeOffset(_database.Time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).ToUnixTimeMilliseconds())).Count > 0;

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
