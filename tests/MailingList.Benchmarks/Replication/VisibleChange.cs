using System.Diagnostics;
using System.Globalization;

using MailingList.Benchmarks.Support;
using MailingList.TestSupport.Cluster;

using Microsoft.Data.Sqlite;

namespace MailingList.Benchmarks.Replication;

/// <summary>
/// From the start of a `subscribe` on one host until the subscriber is in the databases of both others, against what Consul itself needs
/// to carry a value that far; and the process `subscribe`, against the same where a host stands alone. In turns.
/// </summary>
internal static class VisibleChange
{
    internal const string What = "a change is on both others, median of 100";
    internal const string WhatSlow = "the same, 95th percentile";
    internal const string WhatVerb = "the process `subscribe`, median";

    private const int Subscribers = 100_000;
    private const int Count = 100;
    private const double Most = 50;

    internal static IEnumerable<Row> Measure(HostCluster cluster, Host alone, string executable, string meter)
    {
        using var site = new Site(cluster, executable);
        using var consul = new BareConsul(cluster);
        string list = site.CreateList("all", Subscribers);
        string aloneList = alone.CreateList("all", subscribers: 1);
        SqliteConnection[] databases = [.. site.Others.Select(member => member.OpenDatabase())];
        List<(double Visible, double Bare, double Verb, double Alone)> turns = [];
        for (int i = -1; i < Count; i++) // the first does not count
        {
            string subscriber = string.Create(CultureInfo.InvariantCulture, $"change{i}@changes.example");
            Task<long> visible = Watch.For(site.Others, databases, list, subscriber);
            Sample verb = site.First.Host.Measure(meter, "subscribe", list, subscriber);
            (double Visible, double, double, double) turn = (
                Stopwatch.GetElapsedTime(verb.Started, visible.Result).TotalMilliseconds,
                consul.Measure(),
                verb.Milliseconds,
                alone.Measure(meter, "subscribe", aloneList, subscriber).Milliseconds);
            if (i >= 0)
            {
                turns.Add(turn);
            }
        }

        Array.ForEach(databases, database => database.Dispose());
        yield return Compare(What, figures => Median.Of(figures), turns.Select(turn => turn.Visible), turns.Select(turn => turn.Bare), "Consul: a write to blocking reads", null);
        yield return Compare(WhatSlow, figures => Median.Percentile(figures, 95), turns.Select(turn => turn.Visible), turns.Select(turn => turn.Bare), "the same of Consul", Most);
        yield return Compare(WhatVerb, figures => Median.Of(figures), turns.Select(turn => turn.Verb), turns.Select(turn => turn.Alone), "where a host stands alone", null);
    }

    private static Row Compare(string what, Func<IEnumerable<double>, double> figure, IEnumerable<double> ours, IEnumerable<double> others, string against, double? most)
    {
        (double measured, double compared) = (figure(ours), figure(others));
        return new Row(
            what, Row.Time(measured), $"{Row.Time(compared)}  {against}", measured / compared, most is { } target ? $"<= {Row.Time(target)}" : string.Empty, most is null ? null : measured <= most);
    }
}
