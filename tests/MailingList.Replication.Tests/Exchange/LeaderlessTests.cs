using System.Text;

using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>The servers have no leader: only what may be old is answered.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class LeaderlessTests(SharedConsul consul)
{
    [ConsulFact]
    public async Task What_a_server_without_a_leader_holds_is_read_and_nothing_is_thought_lost()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        hosts[1].FollowAsync().Wait();
        await hosts.SettleAsync();
        hosts[1].Subscribe("cain@example.net");
        await hosts.SettleAsync();
        using OddServer server = Leaderless(hosts);
        Cluster leaderless = Through(server, hosts[1]);
        hosts[0].Subscribe("eve@example.net");
        await hosts[0].PublishAsync();

        Assert.Equal(1, await new Follower(leaderless).FollowAsync(TimeSpan.Zero, false, CancellationToken.None));
        Assert.True(hosts[1].Has("eve@example.net"));
        // A server that is behind, or has forgotten, is believed only by its leader.
        await hosts.Consul.DeleteAsync("feed/mx2", null);
        await new Follower(leaderless).FollowAsync(TimeSpan.Zero, false, CancellationToken.None);
        Assert.Equal(0, hosts[1].Replica.CountUnpublished());
        Assert.DoesNotContain(hosts[1].Log.Informations, text => text.Contains("lost", StringComparison.Ordinal));
        hosts[1].Subscribe("adam@example.net");
        ConsulException failure = await Assert.ThrowsAsync<ConsulException>(() => new Publisher(leaderless).PublishAsync(CancellationToken.None));
        Assert.Equal(ConsulProblem.NoLeader, failure.Problem);
        leaderless.Consul.Dispose();

        await hosts.SettleAsync();
        hosts.Agreed();
        Assert.True(hosts[0].Has("adam@example.net"));
    }

    [ConsulFact]
    public async Task A_new_host_learns_all_from_a_server_without_a_leader()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        hosts[0].Subscribe(Enumerable.Range(0, 600).Select(n => $"user{n}@example.net"));
        await hosts[0].PublishAsync();
        using OddServer server = Leaderless(hosts);
        Cluster leaderless = Through(server, hosts[1]);

        Assert.True(await new Follower(leaderless).FollowAsync(TimeSpan.Zero, false, CancellationToken.None) > 600);
        await new Follower(leaderless).FollowAsync(TimeSpan.Zero, false, CancellationToken.None);
        leaderless.Consul.Dispose();

        Assert.Single(hosts[1].Log.Informations);
        await hosts.SettleAsync();
        hosts.Agreed();
    }

    private static Cluster Through(OddServer server, ReplicaHost host) => host.Cluster with
    {
        Consul = new ConsulClient(host.Consul.Options with { Address = new Uri($"http://127.0.0.1:{server.Port}") }),
    };

    // Hands on what asks for no leader.
    private static OddServer Leaderless(ReplicaHosts hosts) => new(async (request, _, stream) =>
    {
        string path = request.Split(' ')[1];
        string answer = OddServer.Answer("500 Internal Server Error", "No cluster leader");
        if (path.Contains("stale", StringComparison.Ordinal))
        {
            using var http = new HttpClient();
            using HttpResponseMessage response = await http.GetAsync(new Uri(hosts.Address, path));
            string index = response.Headers.TryGetValues("X-Consul-Index", out IEnumerable<string>? values) ? $"X-Consul-Index: {values.First()}\r\n" : string.Empty;
            answer = OddServer.Answer($"{(int)response.StatusCode} {response.ReasonPhrase}", await response.Content.ReadAsStringAsync(), index);
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer));
    });
}
