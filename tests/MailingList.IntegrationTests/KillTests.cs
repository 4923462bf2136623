using System.Diagnostics;

using MailingList.IntegrationTests.Support;

using Microsoft.Data.Sqlite;

using Xunit;
using Xunit.Abstractions;

namespace MailingList.IntegrationTests;

/// <summary>kill -9 in the middle of an expansion, and the MTA trying again.</summary>
public abstract class KillTests : IDisposable
{
    private const int Kills = 20;
    private const int BatchSize = 500;

    // What sendmail(1) is called while it is at work: Exim's is itself, Postfix's starts another.
    private static readonly string[] Submitting = ["sendmail", "postdrop"];

    private readonly ITestOutputHelper _output;
    private readonly Sandbox _sandbox = new("sendmail:/usr/sbin/sendmail");
    private readonly SqliteConnection _database;
    private readonly Mta _mta;

    /// <param name="host">Whose MTA it is.</param>
    /// <param name="output">Hears how often somebody got a post twice.</param>
    protected KillTests(MailHost host, ITestOutputHelper output)
    {
        _output = output;
        // Open all the time: SQLite's files beside the database come and go with their last user, and would come as root's.
        _database = _sandbox.OpenDatabase();
        _mta = host.Start(_sandbox);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mta.Dispose();
        _database.Dispose();
        _sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    [MtaFact]
    public void A_process_that_is_killed_at_any_moment_leaves_nobody_out_and_sends_at_most_one_batch_twice()
    {
        string[] subscribers = [.. Some.Addresses(10_000)];
        string list = _sandbox.CreateList("dev", subscribers, $"batch-size={BatchSize}");
        string body = string.Concat(Enumerable.Range(0, 200).Select(line => $"This is line {line} of a body that must arrive whole.\n"));
        var random = new Random(4711);

        var hits = new Dictionary<string, bool>();
        while (hits.Values.Count(hit => hit) < Kills)
        {
            Assert.True(hits.Count < 2 * Kills, $"too few kills hit a running expansion: {hits.Values.Count(hit => hit)} of {hits.Count}");
            byte[] post = Some.Post(body);
            _mta.Send(list, post);
            hits.Add(Some.Text(post), KillDuringExpansion(random, hits.Count + 1));
            Wait.Until(() => AfterThaw(Finished() == hits.Count), "the post is finished", () => _mta.Log + File.ReadAllText(_sandbox.Log));
        }

        // The sendmail of a process that was killed may still be at work after the post is finished.
        Wait.Until(() => !Submitting.SelectMany(Process.GetProcessesByName).Any(_mta.Runs), "nobody submits any more");
        // One that was killed after it had come to its end is to be thawed as well.
        Wait.Until(() => AfterThaw(_mta.IsQueueEmpty), "the queue becomes empty", () => _mta.Log);
        _mta.WaitUntilEmpty();
        IReadOnlyList<Copy> copies = _mta.Sink.Copies();
        foreach ((string post, bool hit) in hits)
        {
            // Whole, too: a copy that was cut off would belong to no post.
            Dictionary<string, int> counts = copies
                .Where(copy => copy.Text.EndsWith(post, StringComparison.Ordinal))
                .SelectMany(copy => copy.Recipients)
                .GroupBy(recipient => recipient)
                .ToDictionary(group => group.Key, group => group.Count());
            Assert.Empty(subscribers.Except(counts.Keys));
            Assert.Equal(subscribers.Length, counts.Count);
            Assert.All(counts.Values, count => Assert.InRange(count, 1, 2));
            int twice = counts.Values.Count(count => count == 2);
            Assert.InRange(twice, 0, hit ? BatchSize : 0);
            _output.WriteLine($"{(hit ? "killed" : "missed")}, {twice} recipients twice");
        }

        Assert.All(copies, copy => Assert.Contains(hits.Keys, post => copy.Text.EndsWith(post, StringComparison.Ordinal)));
    }

    /// <summary>Waits for the process, lets it come to a random batch and then to a random place in it, and kills it.</summary>
    private bool KillDuringExpansion(Random random, int posts)
    {
        int batch = random.Next(0, 10_000 / BatchSize);
        Wait.Until(() => Query("SELECT count(*) FROM post") == posts, "the expansion begins", () => _mta.Log);
        Wait.Until(() => Query($"SELECT count(*) FROM post WHERE finished IS NULL AND batches < {batch}") == 0, "the batch is reached", () => _mta.Log + File.ReadAllText(_sandbox.Log));
        Thread.SpinWait(random.Next(0, 1_000_000));
        if (Deliveries().FirstOrDefault() is not { } process)
        {
            return false;
        }

        process.Kill();
        process.WaitForExit();
        process.Dispose();
        return Finished() < posts;
    }

    private bool AfterThaw(bool isDone)
    {
        _mta.Thaw();
        return isDone;
    }

    private long Finished() => Query("SELECT count(*) FROM post WHERE finished IS NOT NULL");

    private long Query(string sql)
    {
        using SqliteCommand command = _database.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    // Only this sandbox's: its configuration stands in their arguments.
    private IEnumerable<Process> Deliveries() =>
        Process.GetProcessesByName("mailinglist").Where(process => Arguments(process.Id).Contains(_sandbox.Configuration, StringComparison.Ordinal));

    private static string Arguments(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return string.Empty; // it has ended meanwhile
        }
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class KillWithPostfixTests(PostfixHost host, ITestOutputHelper output) : KillTests(host, output);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class KillWithEximTests(EximHost host, ITestOutputHelper output) : KillTests(host, output);
