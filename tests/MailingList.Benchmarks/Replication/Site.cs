using System.Diagnostics;

using MailingList.TestSupport.Cluster;

using Microsoft.Data.Sqlite;

namespace MailingList.Benchmarks.Replication;

/// <summary>Three hosts that share their lists, with an agent each.</summary>
internal sealed class Site : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private static int _sites;

    internal Site(HostCluster cluster, string executable, IReadOnlyList<int>? ports = null)
    {
        string name = $"site{++_sites}";
        Members = [.. cluster.Hosts.Select((host, i) => new Member(host, name, executable, ports?[i] ?? InNamespace.ConsulPort))];
        foreach (Member member in Members)
        {
            member.Host.Run("join", "--yes");
            member.StartAgent();
        }
    }

    internal IReadOnlyList<Member> Members { get; }

    /// <summary>The host on which people do something.</summary>
    internal Member First => Members[0];

    /// <summary>Those that shall hear of it.</summary>
    internal IEnumerable<Member> Others => Members.Skip(1);

    /// <summary>Makes a list that all of them have, with that many subscribers.</summary>
    internal string CreateList(string name, int subscribers)
    {
        string list = First.Host.CreateList(name, subscribers);
        AwaitSubscribers(list, subscribers);
        return list;
    }

    /// <summary>Waits until the others have so many subscribers of a list; says when that was.</summary>
    internal long AwaitSubscribers(string list, long count)
    {
        long started = Stopwatch.GetTimestamp();
        long last = started;
        foreach (Member member in Others)
        {
            using SqliteConnection database = member.OpenDatabase();
            using SqliteCommand command = Member.Ask(database, "count(*)", list);
            while ((long)command.ExecuteScalar()! != count)
            {
                if (Stopwatch.GetElapsedTime(started) > Long)
                {
                    throw new TimeoutException($"{member.On.Name} has not got the {count} subscribers of {list}: see {member.Host.Data}/log");
                }

                Thread.Sleep(Step);
            }

            last = Stopwatch.GetTimestamp();
        }

        return last;
    }

    public void Dispose()
    {
        foreach (Member member in Members)
        {
            member.Dispose();
        }
    }
}
