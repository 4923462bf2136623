using System.Diagnostics;
using System.Globalization;

using MailingList.Benchmarks.Support;
using MailingList.TestSupport.Cluster;

namespace MailingList.Benchmarks.Replication;

/// <summary>What an agent needs while nothing changes; the worst of the three.</summary>
internal static class IdleAgent
{
    internal const string WhatMemory = "an idle agent, 30 s after the last change: memory";
    internal const string WhatTime = "the same: processor, over 60 s";

    private const int Subscribers = 100_000;
    private const double MostMemory = 60;
    private const double MostShare = 0.1;
    private const double TicksPerSecond = 100; // USER_HZ, on all of Linux that .NET runs on
    private const int TimeAt = 11; // utime, then stime, in /proc/PID/stat behind the program's name

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(60);

    internal static IEnumerable<Row> Measure(HostCluster cluster, string executable)
    {
        using var site = new Site(cluster, executable);
        site.CreateList("all", Subscribers);
        Thread.Sleep(Settle);
        double memory = site.Members.Max(member => Memory(member.Agent));
        double[] before = [.. site.Members.Select(member => Seconds(member.Agent))];
        long started = Stopwatch.GetTimestamp();
        Thread.Sleep(Look);
        double share = site.Members.Zip(before, (member, then) => Seconds(member.Agent) - then).Max() / Stopwatch.GetElapsedTime(started).TotalSeconds * 100;
        yield return new Row(WhatMemory, Row.Memory(memory), string.Empty, null, $"< {Row.Memory(MostMemory)}", memory < MostMemory);
        yield return new Row(WhatTime, Percent(share), string.Empty, null, $"<= {Percent(MostShare)}", share <= MostShare);
    }

    private static double Memory(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static double Seconds(int process)
    {
        string[] words = File.ReadAllText($"/proc/{process}/stat").Split(") ", 2)[1].Split(' ');
        return words[TimeAt..(TimeAt + 2)].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share:0.00} %");
}
