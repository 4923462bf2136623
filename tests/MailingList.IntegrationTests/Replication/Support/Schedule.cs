using System.Diagnostics;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Replication.Support;

/// <summary>
/// Some rounds in which three workers change things while hosts and networks fail; then everything is repaired, and nobody does anything
/// more. The seed decides what is done and in which order; what meets what is the machine's.
/// </summary>
internal sealed class Schedule(ThreeHosts hosts, int seed)
{
    private const int Rounds = 4;
    private const int ChangesPerRound = 2;
    private static readonly TimeSpan Convergence = TimeSpan.FromSeconds(90);

    private readonly List<string> _notes = [];
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>What happened.</summary>
    internal string Story
    {
        get
        {
            lock (_notes)
            {
                return string.Join('\n', _notes);
            }
        }
    }

    internal void Run()
    {
        string name = $"s{seed}";
        string shared = $"{name}@{Sandbox.Domain}";
        Worker[] workers = [.. Enumerable.Range(0, 3).Select(number => new Worker(number, name, seed, hosts, Note))];
        hosts.First.Ok("create", shared, "--owner", "ann@example.org");
        hosts.First.Ok("create", $"{name}-x@{Sandbox.Domain}", "--owner", "ann@example.org");
        hosts.AwaitEverywhere(result => result.ExitCode == 0, "show", shared);

        var faults = new Faults(hosts, new Random(seed), Note);
        for (int round = 0; round < Rounds; round++)
        {
            Action[] doings = [faults.Next, .. workers.Select(worker => (Action)(() => Work(worker)))];
            AtOnce.Run(doings, doing =>
            {
                doing();
                return true;
            });
        }

        Note("everything is repaired");
        hosts.Recover();
        Note("there is a leader");
        hosts.AwaitAlike(Convergence);
        Note("all are alike");
        EndState end = EndState.Of(hosts.Second, shared);
        Assert.Empty(workers.SelectMany(worker => worker.Contradictions(end)));

        // What is left over would make later schedules slow; and it must not come back.
        Assert.All(end.Lists, list => Assert.StartsWith(name, list, StringComparison.Ordinal));
        foreach (string list in end.Lists)
        {
            hosts.Third.Ok("delete", list, "--yes");
        }

        Note("swept");
    }

    private static void Work(Worker worker)
    {
        for (int change = 0; change < ChangesPerRound; change++)
        {
            worker.Work();
        }
    }

    private void Note(string what)
    {
        lock (_notes)
        {
            _notes.Add($"{Stopwatch.GetElapsedTime(_began).TotalSeconds:00.00} {what}");
        }
    }
}
