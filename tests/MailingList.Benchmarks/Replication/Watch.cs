using System.Diagnostics;
using System.Runtime.InteropServices;

using Microsoft.Data.Sqlite;

namespace MailingList.Benchmarks.Replication;

/// <summary>Looks into hosts' databases all the time, and takes the time at which a subscriber is there.</summary>
internal static partial class Watch
{
    private const uint Step = 200; // microseconds; a look takes about ten
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <summary>Begins to look; the task ends when the last of the hosts has the subscriber, with that time.</summary>
    internal static Task<long> For(IEnumerable<Member> members, IEnumerable<SqliteConnection> databases, string list, string subscriber)
    {
        List<(string Name, SqliteCommand Command)> waiting = [.. members.Zip(databases, (member, database) => (member.On.Name, Member.Ask(database, "1", list, subscriber)))];
        return Task.Factory.StartNew(() => Wait(waiting), TaskCreationOptions.LongRunning);
    }

    private static long Wait(List<(string Name, SqliteCommand Command)> waiting)
    {
        long started = Stopwatch.GetTimestamp();
        while (waiting.Count > 0)
        {
            foreach ((string Name, SqliteCommand Command) look in waiting.Where(look => look.Command.ExecuteScalar() is not null).ToList())
            {
                look.Command.Dispose();
                waiting.Remove(look);
            }

            if (Stopwatch.GetElapsedTime(started) > Long)
            {
                throw new TimeoutException($"{string.Join(" and ", waiting.Select(look => look.Name))} did not hear of a change");
            }

            _ = Pause(Step);
        }

        return Stopwatch.GetTimestamp();
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Pause(uint microseconds);
}
