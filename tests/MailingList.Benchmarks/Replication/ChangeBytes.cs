using System.Globalization;

using MailingList.Benchmarks.Support;
using MailingList.TestSupport.Cluster;

using Microsoft.Data.Sqlite;

namespace MailingList.Benchmarks.Replication;

/// <summary>
/// What goes between mailinglist and Consul on all three hosts for one changed subscriber, in lists of several sizes; and, to be seen
/// beside it, what goes between the servers, less what goes there without a change.
/// </summary>
internal static class ChangeBytes
{
    private const int Changes = 9;
    private const double MostRatio = 4;
    private const double Most = 150_000;

    // What belongs to a change follows it within some milliseconds.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);
    private static readonly int[] Sizes = [1000, 10_000, 100_000];

    internal static IEnumerable<string> Whats => Sizes.Select(What);

    internal static IEnumerable<Row> Measure(HostCluster cluster, string executable)
    {
        List<CountingProxy> proxies = [.. cluster.Hosts.Select(host => new CountingProxy(host))];
        var measured = new List<(double Consul, double Servers)>();
        using (var site = new Site(cluster, executable, [.. proxies.Select(_ => CountingProxy.Port)]))
        {
            foreach (int size in Sizes)
            {
                string list = site.CreateList($"all{size}", size);
                AwaitQuiet(proxies);
                double idle = Between(cluster, () => Thread.Sleep(3 * Quiet)) / 3;
                List<(double Consul, double Servers)> changes = [.. Enumerable.Range(0, Changes).Select(i => Change(site, list, i, proxies, idle))];
                measured.Add((Median.Of(changes.Select(change => change.Consul)), Median.Of(changes.Select(change => change.Servers))));
            }
        }

        proxies.ForEach(proxy => proxy.Dispose());
        return Sizes.Zip(measured, (size, bytes) => Judge(size, bytes, measured[0].Consul));
    }

    private static (double Consul, double Servers) Change(Site site, string list, int number, List<CountingProxy> proxies, double idle)
    {
        SqliteConnection[] databases = [.. site.Others.Select(member => member.OpenDatabase())];
        string subscriber = string.Create(CultureInfo.InvariantCulture, $"change{number}@changes.example");
        Task<long> visible = Watch.For(site.Others, databases, list, subscriber);
        double before = Passed(proxies);
        double servers = Between(site.Members.Select(member => member.On), () =>
        {
            site.First.Host.Run("subscribe", list, subscriber);
            visible.Wait();
            AwaitQuiet(proxies);
        });
        Array.ForEach(databases, database => database.Dispose());
        return (Passed(proxies) - before, servers - idle);
    }

    private static void AwaitQuiet(List<CountingProxy> proxies)
    {
        double before;
        do
        {
            before = Passed(proxies);
            Thread.Sleep(Quiet);
        }
        while (Passed(proxies) != before);
    }

    private static double Passed(List<CountingProxy> proxies) => proxies.Sum(proxy => proxy.Bytes);

    // Each byte leaves one host and comes to another.
    private static double Between(HostCluster cluster, Action action) => Between(cluster.Hosts, action);

    private static double Between(IEnumerable<ClusterHost> hosts, Action action)
    {
        List<ClusterHost> all = [.. hosts];
        long before = all.Sum(host => host.BytesOnTheWire("eth0"));
        action();
        return (all.Sum(host => host.BytesOnTheWire("eth0")) - before) / 2.0;
    }

    private static Row Judge(int size, (double Consul, double Servers) bytes, double least)
    {
        double ratio = bytes.Consul / least;
        bool isLast = size == Sizes[^1];
        return new Row(
            What(size),
            Row.Bytes(bytes.Consul),
            $"{(size == Sizes[0] ? string.Empty : $"{Row.Bytes(least)}  with 1,000; ")}between servers {Row.Bytes(bytes.Servers)}",
            size == Sizes[0] ? null : ratio,
            isLast ? $"<= {Row.Number(MostRatio)}, < {Row.Bytes(Most)}" : string.Empty,
            isLast ? ratio <= MostRatio && bytes.Consul < Most : null);
    }

    private static string What(int size) => string.Create(CultureInfo.InvariantCulture, $"bytes for 1 change among {size:N0}, 3 hosts");
}
