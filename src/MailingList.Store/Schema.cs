using System.Globalization;
using System.Reflection;

using MailingList.Core.Failures;

namespace MailingList.Store;

/// <summary>The numbered migrations (<c>Migrations/*.sql</c>) and which of them a database has had: SQLite's <c>user_version</c>.</summary>
internal static class Schema
{
    /// <summary>The last migration of this program.</summary>
    internal const int Version = 2;

    /// <param name="database">The database.</param>
    /// <param name="mayBeNew">Whether an empty file is one that is being made; otherwise it is one that was lost.</param>
    internal static void BringUpToDate(Database database, bool mayBeNew)
    {
        int version = VersionOf(database);
        if (version == Version)
        {
            return;
        }

        if (version == 0 && !mayBeNew)
        {
            // Made anew it would hold no list, and every post would go back as one to a list that does not exist.
            throw Failure.Temporary("the database is empty: restore it from a backup, or run `mailinglist init` to begin anew");
        }

        // Cannot be set inside a transaction; stays set in the file.
        database.Unprepared("PRAGMA journal_mode = WAL");
        database.Write(() =>
        {
            // Another process may have been faster.
            for (int next = VersionOf(database) + 1; next <= Version; next++)
            {
                database.Unprepared(Migration(next));
                database.Unprepared($"PRAGMA user_version = {next}");
            }

            return true;
        });
    }

    /// <exception cref="Failure">A database that may only be read has another schema than this program's.</exception>
    internal static void Require(Database database)
    {
        if (VersionOf(database) is var version and not Version)
        {
            throw Failure.Temporary($"the database has schema {version}, this program knows {Version}: any other verb brings it up to date");
        }
    }

    private static int VersionOf(Database database)
    {
        int version = database.Query("PRAGMA user_version", row => row.GetInt32(0))[0];
        return version <= Version
            ? version
            : throw Failure.Temporary($"the database has schema {version}, this program knows {Version}: install the newer mailinglist on this host");
    }

    private static string Migration(int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{number:0000}.sql");
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"migration {name} is not in this program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
