using System.Globalization;

using MailingList.Core.Arrival;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;

namespace MailingList.Store;

/// <summary>
/// The journal of posts in SQLite. That one process works on a post is told by a byte range lock on a file beside the database, one byte
/// a post: the kernel takes it away when the process dies, however it dies, and there is nothing to clean up.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="lockFile">The path of the file that is locked; it stays empty.</param>
public sealed class PostJournal(Database database, string lockFile) : IPostJournal
{
    // Longer than any MTA keeps trying (Postfix: maximal_queue_lifetime 5 days), and than a sender's own retries.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public IJournalEntry Open(Post post)
    {
        FileStream mine = Lock(post);
        return new Entry(database, post, mine);
    }

    private FileStream Lock(Post post)
    {
        // Two posts that fall on one byte would only wait for each other; 60 bits make that rare.
        long at = long.Parse(post.Identity.AsSpan(0, 15), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var file = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            file.Lock(at, 1);
            return file;
        }
        catch (IOException taken)
        {
            file.Dispose();
            throw Failure.Temporary("another process is distributing this post just now", taken);
        }
    }

    private sealed class Entry : IJournalEntry
    {
        private readonly Database _database;
        private readonly Post _post;
        private readonly FileStream _lock;

        internal Entry(Database database, Post post, FileStream theLock)
        {
            _database = database;
            _post = post;
            _lock = theLock;
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

        public void Dispose() => _lock.Dispose();

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
