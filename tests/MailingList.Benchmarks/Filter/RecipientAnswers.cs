using System.Diagnostics;

using MailingList.Benchmarks.Support;
using MailingList.Core.Admission;
using MailingList.Core.Tokens;
using MailingList.Store;

namespace MailingList.Benchmarks.Filter;

/// <summary>How long the answer to RCPT takes at a million subscribers: the judgement in this process, and all of it through the agent's socket.</summary>
internal static class RecipientAnswers
{
    internal const string WhatInProcess = "answer to RCPT, in-process, median of 10,000";
    internal const string WhatRate = "answers to RCPT a second, 100 connections";
    internal const string WhatPaced = "the same, 2,000 a second: 99th percentile";
    internal const string WhatMemory = "memory of the agent with 1,000 connections";

    private const int Answers = 10_000;
    private const int Warm = 2_000;
    private const int Connections = 100;
    private const int ManyConnections = 1_000;
    private const double MostInProcess = 0.020; // ms
    private const double LeastRate = 20_000;
    private const double MostPaced = 2; // ms
    private const double MostMemory = 120; // MiB

    private static readonly TimeSpan RateTime = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan PacedTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    internal static Row InProcess(string folder)
    {
        using var database = Database.Open(MembershipCheck.DatabaseIn(folder), "mx1.example.net", TimeSpan.FromSeconds(10), TimeProvider.System);
        var lists = new ListStore(database, sharing: false);
        var admission = new RecipientAdmission(
            ["lists.example.org"],
            new ListCache(database, lists),
            () => new TokenMint(new SecretTable(database, sharing: false).Keys(), TimeProvider.System));
        double[] times = new double[Warm + Answers];
        for (int i = 0; i < times.Length; i++)
        {
            string sender = Some.Address(i);
            long started = Stopwatch.GetTimestamp();
            Verdict? verdict = admission.Judge(sender, MembershipCheck.Million);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (verdict is not Verdict.Accept)
            {
                throw new InvalidOperationException($"{sender}: {verdict}");
            }
        }

        double median = Median.Of(times[Warm..]);
        return new Row(WhatInProcess, Row.Time(median), string.Empty, null, $"<= {Row.Time(MostInProcess)}", median <= MostInProcess);
    }

    internal static IEnumerable<Row> ThroughTheSocket(AgentOfMillion agent)
    {
        MilterClient[] clients = Connect(agent, Connections);
        _ = Rate(clients, TimeSpan.FromSeconds(1));
        double rate = Rate(clients, RateTime);
        yield return new Row(WhatRate, $"{Row.Number(Math.Round(rate))}", string.Empty, null, $">= {Row.Number(LeastRate)}", rate >= LeastRate);

        double paced = Median.Percentile(Task.WhenAll(clients.Select((client, i) => PacedAsync(client, Pace * i / Connections))).GetAwaiter().GetResult().SelectMany(times => times), 99);
        yield return new Row(WhatPaced, Row.Time(paced), string.Empty, null, $"< {Row.Time(MostPaced)}", paced < MostPaced);

        MilterClient[] many = [.. clients, .. Connect(agent, ManyConnections - Connections)];
        Task.WhenAll(many.Select(client => client.AskAsync())).GetAwaiter().GetResult();
        double memory = agent.Memory;
        Array.ForEach(many, client => client.Dispose());
        yield return new Row(WhatMemory, Row.Memory(memory), string.Empty, null, $"< {Row.Memory(MostMemory)}", memory < MostMemory);
    }

    private static MilterClient[] Connect(AgentOfMillion agent, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new MilterClient(agent.Socket, Some.Address(i), MembershipCheck.Million))];

    private static double Rate(MilterClient[] clients, TimeSpan time)
    {
        long started = Stopwatch.GetTimestamp();
        long[] counts = Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            long count = 0;
            for (; Stopwatch.GetElapsedTime(started) < time; count++)
            {
                await client.AskAsync().ConfigureAwait(false);
            }

            return count;
        }))).GetAwaiter().GetResult();
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<List<double>> PacedAsync(MilterClient client, TimeSpan first)
    {
        List<double> times = [];
        await Task.Delay(first).ConfigureAwait(false);
        using var pace = new PeriodicTimer(Pace);
        long begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < PacedTime && await pace.WaitForNextTickAsync().ConfigureAwait(false))
        {
            long started = Stopwatch.GetTimestamp();
            await client.AskAsync().ConfigureAwait(false);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }
}
