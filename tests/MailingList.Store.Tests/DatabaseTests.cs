using MailingList.Core.Failures;
using MailingList.Store.Tests.Support;

using Microsoft.Data.Sqlite;

namespace MailingList.Store.Tests;

public sealed class DatabaseTests : StoreTest
{
    private void Remember(string key) => Database.Execute(
        "INSERT INTO list (list, key, address, list_id, hash, floor, life, stamp, deleted, unpublished) VALUES (1, $key, 'a', 'i', 0, '', 'l', 's', 0, 0)", ("$key", key));

    private IReadOnlyList<string> Keys() => Rows("SELECT key FROM list ORDER BY key");

    [Fact]
    public void A_database_that_was_created_can_be_opened()
    {
        Database.Write(() => { Remember("a"); return 0; });

        Assert.Equal(["a"], Open().Query("SELECT key FROM list", row => row.GetString(0)));
    }

    [Fact]
    public void Creating_it_again_keeps_what_is_in_it()
    {
        Database.Write(() => { Remember("a"); return 0; });

        Assert.Equal(["a"], Open(create: true).Query("SELECT key FROM list", row => row.GetString(0)));
    }

    [Fact]
    public void The_file_remembers_its_schema_and_writes_ahead()
    {
        Assert.Equal("2", Cell("PRAGMA user_version"));
        Assert.Equal("wal", Cell("PRAGMA journal_mode"));
    }

    [Fact]
    public void Every_commit_waits_for_the_disk()
    {
        Assert.Equal([2], Database.Query("PRAGMA synchronous", row => row.GetInt32(0)));
    }

    [Fact]
    public void A_missing_database_is_a_temporary_failure_and_is_not_made()
    {
        string path = Path.Combine(Folder, "other.db");

        Failure refused = Assert.Throws<Failure>(() => Database.Open(path, "mx1", TimeSpan.Zero, Clock));

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("mailinglist init", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void What_is_opened_to_be_read_sees_what_others_write_and_writes_nothing()
    {
        using Database reading = Database.OpenToRead(DatabasePath, "mx1", TimeSpan.Zero, Clock);
        Database.Write(() =>
        {
            Remember("a");
            Assert.Empty(reading.Query("SELECT key FROM list", row => row.GetString(0)));
            return 0;
        });

        Assert.Equal(["a"], reading.Query("SELECT key FROM list", row => row.GetString(0)));
        Assert.Equal(FailureKind.Temporary, Assert.Throws<Failure>(() => reading.Execute("DELETE FROM list")).Kind);
    }

    [Fact]
    public void What_is_only_read_is_not_brought_up_to_date()
    {
        Sql("PRAGMA user_version = 1");

        Failure refused = Assert.Throws<Failure>(() => Database.OpenToRead(DatabasePath, "mx1", TimeSpan.Zero, Clock));
        Assert.Contains("any other verb brings it up to date", refused.Message, StringComparison.Ordinal);
        Assert.Equal("1", Cell("PRAGMA user_version"));
        Assert.Throws<Failure>(() => Database.OpenToRead(Path.Combine(Folder, "none.db"), "mx1", TimeSpan.Zero, Clock));
        Assert.False(File.Exists(Path.Combine(Folder, "none.db")));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_temporary_failure()
    {
        string path = Path.Combine(Folder, "none", "lists.db");

        Assert.Equal(FailureKind.Temporary, Assert.Throws<Failure>(() => Database.Create(path, "mx1", TimeSpan.Zero, Clock)).Kind);
    }

    [Fact]
    public void The_schema_of_a_later_version_is_left_alone()
    {
        Sql("PRAGMA user_version = 99");

        Failure refused = Assert.Throws<Failure>(() => Open());

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("schema 99", refused.Message, StringComparison.Ordinal);
        Assert.Equal("99", Cell("PRAGMA user_version"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_a_temporary_failure_and_stays_as_it_is()
    {
        string path = Path.Combine(Folder, "text.db");
        string text = string.Concat(Enumerable.Repeat("This is no database. ", 500));
        File.WriteAllText(path, text);

        Failure refused = Assert.Throws<Failure>(() => Database.Open(path, "mx1", TimeSpan.Zero, Clock));

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("damaged or no database", refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void Changes_are_seen_by_others_when_they_are_written()
    {
        Database.Write(() =>
        {
            Remember("a");
            Assert.Empty(Keys());
            return 0;
        });

        Assert.Equal(["a"], Keys());
    }

    [Fact]
    public void An_exception_undoes_all_changes_and_later_ones_work()
    {
        Assert.Throws<InvalidOperationException>(() => Database.Write<int>(() =>
        {
            Remember("a");
            throw new InvalidOperationException("in the middle");
        }));
        Database.Write(() => { Remember("b"); return 0; });

        Assert.Equal(["b"], Keys());
    }

    [Fact]
    public void An_error_of_SQLite_s_undoes_all_changes_and_later_ones_work()
    {
        Assert.Throws<Failure>(() => Database.Write(() =>
        {
            Remember("a");
            Remember("a");
            return 0;
        }));
        Database.Write(() => { Remember("b"); return 0; });

        Assert.Equal(["b"], Keys());
    }

    [Fact]
    public void A_transaction_in_a_transaction_is_refused_and_undoes_all()
    {
        Assert.Throws<Failure>(() => Database.Write(() =>
        {
            Remember("a");
            return Database.Write(() => { Remember("b"); return 0; });
        }));
        Database.Write(() => { Remember("c"); return 0; });

        Assert.Equal(["c"], Keys());
    }

    [Fact]
    public void A_lock_that_another_process_holds_is_a_temporary_failure_that_names_it()
    {
        using SqliteConnection other = Connect();
        using SqliteTransaction held = other.BeginTransaction();

        Failure refused = Assert.Throws<Failure>(() => Database.Write(() => { Remember("a"); return 0; }));

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("locked by another process", refused.Message, StringComparison.Ordinal);
        Assert.Contains(DatabasePath, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_lock_is_gone_writing_works_again()
    {
        using (SqliteConnection other = Connect())
        using (SqliteTransaction held = other.BeginTransaction())
        {
            Assert.Throws<Failure>(() => Database.Write(() => { Remember("a"); return 0; }));
        }

        Database.Write(() => { Remember("b"); return 0; });

        Assert.Equal(["b"], Keys());
    }

    [Fact]
    public void Reading_needs_no_lock_that_a_writer_holds()
    {
        Database.Write(() => { Remember("a"); return 0; });
        using SqliteConnection other = Connect();
        using SqliteTransaction held = other.BeginTransaction();

        Assert.Equal(["a"], Open().Query("SELECT key FROM list", row => row.GetString(0)));
    }

    [Fact]
    public void A_checkpoint_moves_everything_into_the_database_file()
    {
        Database.Write(() => { Remember("a"); return 0; });

        Database.Checkpoint();

        Assert.Equal(0, new FileInfo(DatabasePath + "-wal").Length);
        Assert.Equal(["a"], Keys());
    }

    [Fact]
    public void A_statement_can_be_run_again_with_other_values_and_with_none()
    {
        Assert.Equal(["x"], Database.Query("SELECT $a", row => row.GetString(0), ("$a", "x")));
        Assert.Equal([true], Database.Query("SELECT $a", row => row.IsDBNull(0), ("$a", null)));
        Assert.Equal(["y"], Database.Query("SELECT $a", row => row.GetString(0), ("$a", "y")));
    }
}
