using System.Diagnostics;

using MailingList.Benchmarks.Support;
using MailingList.TestSupport.Cluster;

namespace MailingList.Benchmarks.Replication;

/// <summary>From the start of an import of 100,000 until both other hosts have all of them, against the import alone on a host that stands alone.</summary>
internal static class SharedImport
{
    internal const string What = "import of 100,000 is on both others";
    internal const string WhatVerb = "the process `import`";

    private const int Subscribers = 100_000;
    private const int Count = 3;
    private const double Most = 15_000;

    internal static IEnumerable<Row> Measure(HostCluster cluster, string folder, string executable, string meter)
    {
        string file = Path.Combine(folder, "shared-import");
        File.WriteAllLines(file, Some.Addresses(Subscribers));
        List<double> verbs = [];
        int number = 0;
        Pairs<Sample> pairs = Pairs<Sample>.Measure(
            Count,
            () =>
            {
                using var site = new Site(cluster, executable);
                string list = site.First.Host.CreateList("all");
                Sample import = site.First.Host.Measure(meter, "import", list, file);
                verbs.Add(import.Milliseconds);
                return import with { Milliseconds = Stopwatch.GetElapsedTime(import.Started, site.AwaitSubscribers(list, Subscribers)).TotalMilliseconds };
            },
            () =>
            {
                var host = new Host(Path.Combine(folder, $"alone{number++}"), executable);
                Sample import = host.Measure(meter, "import", host.CreateList("all"), file);
                Directory.Delete(host.Folder, recursive: true);
                return import;
            });

        double time = Median.Of(pairs.A.Select(sample => sample.Milliseconds));
        string alone = $"{Row.Time(pairs.B)}  where a host stands alone";
        yield return new Row(What, Row.Time(time), alone, pairs.Ratio(sample => sample.Milliseconds), $"< {Row.Time(Most)}", time < Most);
        double verb = Median.Of(verbs.Skip(1));
        yield return new Row(WhatVerb, Row.Time(verb), alone, verb / Median.Of(pairs.B.Select(sample => sample.Milliseconds)), string.Empty, null);
    }
}
