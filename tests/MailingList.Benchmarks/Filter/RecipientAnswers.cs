using System.Diagnostics;

using MailingList.Benchmarks.Support;

namespace MailingList.Benchmarks.Filter;

/// <summary>How long the answer to RCPT takes at a million subscribers, through the agent's socket.</summary>
internal static class RecipientAnswers
{
    internal const string WhatRate = "answers to RCPT a second, 100 connections";
    internal const string WhatPaced = "the same, 2,000 a second: 99th percentile";
    internal const string WhatMemory = "memory of the agent with 1,000 connections";

    private const string Idle = "a filter that only says CONTINUE";
    private const int Connections = 100;
    private const int ManyConnections = 1_000;
    private const double LeastRate = 20_000;
    private const double MostPaced = 2; // ms
    private const double MostMemory = 120; // MiB

    private static readonly TimeSpan RateTime = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan PacedTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    /// <param name="agent">The agent.</param>
    /// <param name="idle">The socket of a filter that only says CONTINUE, in this process.</param>
    internal static IEnumerable<Row> ThroughTheSocket(AgentOfMillion agent, string idle)
    {
        MilterClient[] clients = Connect(agent.Socket, Connections);
        MilterClient[] others = Connect(idle, Connections);
        _ = Rate(clients, TimeSpan.FromSeconds(1));
        double rate = Rate(clients, RateTime);
        double floor = Rate(others, RateTime);
        yield return new Row(WhatRate, $"{rate:0}", $"{floor:0}  {Idle}", rate / floor, $">= {Row.Number(LeastRate)}", rate >= LeastRate);

        double paced = Paced(clients);
        double least = Paced(others);
        yield return new Row(WhatPaced, Row.Time(paced), $"{Row.Time(least)}  {Idle}", paced / least, $"< {Row.Time(MostPaced)}", paced < MostPaced);
        Array.ForEach(others, client => client.Dispose());

        MilterClient[] many = [.. clients, .. Connect(agent.Socket, ManyConnections - Connections)];
        Task.WhenAll(many.Select(client => client.AskAsync())).GetAwaiter().GetResult();
        double memory = agent.Memory;
        Array.ForEach(many, client => client.Dispose());
        yield return new Row(WhatMemory, Row.Memory(memory), string.Empty, null, $"< {Row.Memory(MostMemory)}", memory < MostMemory);
    }

    private static MilterClient[] Connect(string socket, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new MilterClient(socket, Some.Address(i), MembershipCheck.Million))];

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

    private static double Paced(MilterClient[] clients) =>
        Median.Percentile(Task.WhenAll(clients.Select((client, i) => PacedAsync(client, Pace * i / Connections))).GetAwaiter().GetResult().SelectMany(times => times), 99);

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
