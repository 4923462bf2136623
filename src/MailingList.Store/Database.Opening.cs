using MailingList.Core.Failures;

using Microsoft.Data.Sqlite;

using SQLitePCL;

namespace MailingList.Store;

public sealed partial class Database
{
    // A WAL that no process has open is read again from its beginning by the next that opens it; a pipe process must not pay for much.
    private const int PagesBeforeCheckpoint = 128;

    /// <summary>Opens the database of a host that was initialised, and brings its schema up to this program's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="host">This host's name in stamps.</param>
    /// <param name="lockWait">How long to wait for another process's write.</param>
    /// <param name="time">The wall clock.</param>
    /// <exception cref="Failure">There is no database, or a later version of the program made it.</exception>
    public static Database Open(string path, string host, TimeSpan lockWait, TimeProvider time) =>
        Connect(path, host, lockWait, time, SqliteOpenMode.ReadWrite);

    /// <summary>Opens the database of a host that was initialised for reading alone: for users who may not write it, too.</summary>
    /// <inheritdoc cref="Open(string, string, TimeSpan, TimeProvider)"/>
    public static Database OpenToRead(string path, string host, TimeSpan lockWait, TimeProvider time) =>
        Connect(path, host, lockWait, time, SqliteOpenMode.ReadOnly);

    /// <summary>Opens the database, and makes it where there is none.</summary>
    /// <inheritdoc cref="Open(string, string, TimeSpan, TimeProvider)"/>
    public static Database Create(string path, string host, TimeSpan lockWait, TimeProvider time) =>
        Connect(path, host, lockWait, time, SqliteOpenMode.ReadWriteCreate);

    private static Database Connect(string path, string host, TimeSpan lockWait, TimeProvider time, SqliteOpenMode mode)
    {
        if (mode != SqliteOpenMode.ReadWriteCreate && !File.Exists(path))
        {
            throw Failure.Temporary($"there is no database {path} that this user can see: run `mailinglist init`, and look at the folder's owner");
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            // Microsoft.Data.Sqlite waits for locks in steps of 150 ms; SQLite's own busy handler (below) begins with 1 ms.
            DefaultTimeout = 1,
        }.ConnectionString);
        var database = new Database(connection, path, time, host);
        bool ready = false;
        try
        {
            database.Open();
            // Closing would otherwise write the whole WAL back and delete it: more waits for the disk at the end of every post.
            _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
            database.Unprepared($"PRAGMA busy_timeout = {(long)lockWait.TotalMilliseconds}");
            database.Unprepared($"PRAGMA wal_autocheckpoint = {PagesBeforeCheckpoint}");
            if (mode == SqliteOpenMode.ReadOnly)
            {
                Schema.Require(database);
            }
            else
            {
                Schema.BringUpToDate(database, mayBeNew: mode == SqliteOpenMode.ReadWriteCreate);
            }

            ready = true;
            return database;
        }
        finally
        {
            if (!ready)
            {
                database.Dispose();
            }
        }
    }

    private void Open()
    {
        try
        {
            _connection.Open();
        }
        catch (SqliteException error)
        {
            throw StoreFailure.From(error, _path);
        }
    }
}
