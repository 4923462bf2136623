using System.Diagnostics;
using System.Globalization;

using MailingList.Benchmarks.Support;

namespace MailingList.Benchmarks.Filter;

/// <summary>How many messages a second Postfix takes for a list of a million: judged by it, with a filter that lets everything go on, and with none.</summary>
internal static class ThroughPostfix
{
    internal const string WhatContinue = "messages a second through Postfix, judged";
    internal const string WhatNone = "the same, without any milter";

    private const int Messages = 1_000;
    private const int Rounds = 7;
    private const int Sessions = 20;
    private const int Bytes = 10_000;
    private const double Least = 0.95;

    internal static IEnumerable<Row> Measure(AgentOfMillion agent, IdleFilter idle, string folder, string meter)
    {
        string[] ports = [Postfix.FreePort(), Postfix.FreePort(), Postfix.FreePort()];
        string[] milters = [$"unix:{agent.Socket}", $"unix:{idle.Socket}", string.Empty];
        using var postfix = new Postfix(
            Path.GetFullPath("scripts/private-postfix.sh"),
            Path.Combine(folder, "postfix-filter"),
            meter,
            "relay_domains = lists.example.org\ntransport_maps = inline:{ lists.example.org=mailinglist: }\n",
            string.Concat(ports.Zip(milters, (port, milter) => $"127.0.0.1:{port} inet n - n - - smtpd\n  -o smtpd_milters={milter}\n")));

        List<double>[] rates = [[], [], []];
        for (int round = -1; round < Rounds; round++)
        {
            for (int i = 0; i < ports.Length; i++)
            {
                double rate = Rate(postfix, ports[i]);
                if (round >= 0)
                {
                    rates[i].Add(rate);
                }
            }
        }

        double ratio = Median.Of(rates[0].Zip(rates[1], (list, other) => list / other));
        yield return new Row(
            WhatContinue, PerSecond(rates[0]), $"{PerSecond(rates[1])}  a filter that only says CONTINUE", ratio, $"ratio >= {Row.Number(Least)}", ratio >= Least);
        yield return new Row(WhatNone, PerSecond(rates[2]), PerSecond(rates[0]), Median.Of(rates[2].Zip(rates[0], (none, list) => none / list)), string.Empty, null);
    }

    private static double Rate(Postfix postfix, string port)
    {
        long started = Stopwatch.GetTimestamp();
        Command.Run(
            "/usr/sbin/smtp-source", "-s", $"{Sessions}", "-m", $"{Messages}", "-l", $"{Bytes}", "-f", Some.Address(1), "-t", MembershipCheck.Million, $"inet:127.0.0.1:{port}");
        double rate = Messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
        postfix.Empty(Messages);
        return rate;
    }

    private static string PerSecond(IEnumerable<double> rates) => string.Create(CultureInfo.InvariantCulture, $"{Median.Of(rates):0}");
}
