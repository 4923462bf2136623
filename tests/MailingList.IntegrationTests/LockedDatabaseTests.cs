using System.Diagnostics;

using MailingList.IntegrationTests.Support;

using Microsoft.Data.Sqlite;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>A database that somebody else writes to: who cannot wait that long says so, and nobody harms anybody.</summary>
public sealed class LockedDatabaseTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void A_post_waits_with_the_MTA_while_another_process_writes()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example"]);
        _sandbox.Set("lock-wait", "1");
        byte[] post = Some.Post();
        using (Lock())
        {
            Expect.TryAgain(_sandbox.Deliver(list, post), "is locked by another process");
            Assert.Empty(_sandbox.Copies());
        }

        Expect.Done(_sandbox.Deliver(list, post));
        Assert.Single(_sandbox.Copies());
    }

    [ExecutableFact]
    public void A_lock_that_goes_away_in_time_is_waited_for()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example"]);
        _sandbox.Set("lock-wait", "60");
        using Process delivery = _sandbox.StartDelivery(list);
        Task<Result> delivered;
        using (Lock())
        {
            delivered = Task.Run(() => Command.Finish(delivery, Some.Post()));
            // The next that it does is the write that waits.
            Wait.Until(() => File.Exists(Path.Combine(_sandbox.Data, "journal.lock")), "it has come to the journal");
            Assert.False(delivery.HasExited);
        }

        Expect.Done(delivered.Result);
        Assert.Single(_sandbox.Copies());
    }

    [ExecutableTheory]
    [InlineData("subscribe", "bob@b.example")]
    [InlineData("unsubscribe", "ann@a.example")]
    [InlineData("set", "posting=announce")]
    [InlineData("delete", "--yes")]
    public void A_verb_that_must_write_says_that_the_database_is_locked(string verb, string argument)
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example"]);
        _sandbox.Set("lock-wait", "1");
        using (Lock())
        {
            Expect.Told(_sandbox.Run(verb, list, argument), 75, "is locked by another process", "try again");
            Assert.Equal("ann@a.example", _sandbox.Ok("export", list).Output.Split('\n')[1].Split(',')[0]);
        }

        Assert.Equal(0, _sandbox.Run(verb, list, argument).ExitCode);
    }

    [ExecutableFact]
    public void Posts_go_out_whole_and_once_while_an_import_runs()
    {
        string[] before = [.. Some.Addresses(300)];
        string list = _sandbox.CreateList("dev", before, "batch-size=5000");
        string file = Path.Combine(_sandbox.Folder, "people.txt");
        string[] coming = [.. Enumerable.Range(0, 60_000).Select(i => $"new{i}@other{i % 50}.example")];
        File.WriteAllLines(file, coming);

        using Process import = Command.Start(Repository.Executable, ["import", list, file], _sandbox.Environment());
        Task<Result> imported = Task.Run(() => Command.Finish(import));
        int during = 0;
        do
        {
            during += import.HasExited ? 0 : 1;
            Expect.Done(_sandbox.Deliver(list, Some.Post($"Post {during}\n")));
        }
        while (!import.HasExited);

        Assert.Equal((0, string.Empty), (imported.Result.ExitCode, imported.Result.Error));
        Assert.Contains("60,000 new, 0 changed, 0 unchanged, 0 removed, 0 refused", imported.Result.Output, StringComparison.Ordinal);
        Assert.True(during > 0, "no post was distributed while the import ran");
        Assert.Equal(60_300, _sandbox.Query("SELECT count(*) FROM subscriber"));
        foreach (IGrouping<string, Copy> post in _sandbox.Copies().GroupBy(copy => copy.Text.Split("\n\n", 2)[1]))
        {
            string[] recipients = [.. post.SelectMany(copy => copy.Recipients)];
            Assert.Equal(recipients.Length, recipients.Distinct().Count());
            Assert.Empty(before.Except(recipients));
        }
    }

    private Held Lock() => new(_sandbox.OpenDatabase());

    private sealed class Held : IDisposable
    {
        private readonly SqliteConnection _connection;

        internal Held(SqliteConnection connection)
        {
            _connection = connection;
            Run("BEGIN IMMEDIATE");
        }

        public void Dispose()
        {
            Run("ROLLBACK");
            _connection.Dispose();
        }

        private void Run(string sql)
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
