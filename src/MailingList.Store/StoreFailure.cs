using MailingList.Core.Failures;

using Microsoft.Data.Sqlite;

using SQLitePCL;

namespace MailingList.Store;

/// <summary>What SQLite's errors mean. All are temporary: what the admin mends, the MTA's next try finds mended.</summary>
public static class StoreFailure
{
    /// <summary>The failure behind an error of SQLite's.</summary>
    /// <param name="error">What SQLite said.</param>
    /// <param name="path">The database file.</param>
    public static Failure From(SqliteException error, string path)
    {
        string text = error.SqliteErrorCode switch
        {
            // The index of the WAL has a file of its own, whose growing fails with a code of its own.
            raw.SQLITE_IOERR when error.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE => NoRoom(path),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"the database {path} is locked by another process: try again when that is done",
            raw.SQLITE_FULL => NoRoom(path),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN or raw.SQLITE_AUTH =>
                $"the database {path} cannot be opened for writing by this user: it and its folder must belong to the configured `user`",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => $"{path} is damaged or no database: restore it from a backup",
            raw.SQLITE_IOERR => $"the disk under the database {path} fails: look at the system's log",
            _ => $"the database {path}: {error.Message}",
        };
        return Failure.Temporary(text, error);
    }

    private static string NoRoom(string path) => $"no room for the database {path}: make room on its file system";
}
