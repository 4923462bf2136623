using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

using MailingList.TestSupport.Cluster;

namespace MailingList.Benchmarks.Replication;

/// <summary>What Consul itself needs to carry a change: from a write on one host until blocking queries on the two others have answered.</summary>
internal sealed class BareConsul : IDisposable
{
    private const string Key = "/v1/kv/bare/key";

    // So long everybody has surely asked.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient[] _hosts;
    private int _value;

    internal BareConsul(HostCluster cluster) => _hosts = [.. cluster.Hosts.Select(host => new HttpClient(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellation) => new NetworkStream(await InNamespace.ConnectAsync(host, cancellation), ownsSocket: true),
    })
    {
        BaseAddress = new Uri("http://consul"),
    })];

    /// <summary>Carries one change; says how many milliseconds that took.</summary>
    internal double Measure()
    {
        Write().Wait();
        long index = _hosts[1..].Max(host => IndexAsync(host, 0).Result);
        Task<long>[] waiting = [.. _hosts[1..].Select(host => IndexAsync(host, index))];
        Thread.Sleep(Settle);
        long started = Stopwatch.GetTimestamp();
        Task writing = Write();
        Task.WaitAll([writing, .. waiting]);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    public void Dispose()
    {
        foreach (HttpClient host in _hosts)
        {
            host.Dispose();
        }
    }

    private async Task Write()
    {
        using var value = new StringContent($"{++_value}");
        using HttpResponseMessage answer = await _hosts[0].PutAsync(Key, value);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<long> IndexAsync(HttpClient host, long after)
    {
        using HttpResponseMessage answer = await host.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{Key}?index={after}&wait=10s"));
        answer.EnsureSuccessStatusCode();
        return long.Parse(answer.Headers.GetValues("X-Consul-Index").Single(), CultureInfo.InvariantCulture);
    }
}
