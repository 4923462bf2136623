using System.Security.Cryptography;
using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Claims;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Replication.Claims;
using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.Store;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Claims;

[Collection(ExchangeConsul.Name)]
public sealed class PostClaimsTests(SharedConsul consul)
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);

    [ConsulFact]
    public async Task A_post_that_reaches_two_hosts_is_distributed_by_one()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        Post post = SomePost();
        PostClaims one = Claims(hosts[0]);
        PostClaims other = Claims(hosts[1]);

        await OffThread(() =>
        {
            Assert.IsType<Claim.Ours>(one.Take(post));
            Assert.Equal(new Claim.Taken("mx1"), other.Take(post));
            Assert.IsType<Claim.Ours>(one.Take(post)); // again, from its MTA's queue
            one.Done(post);
            Assert.Equal(new Claim.Done("mx1"), other.Take(post));
            Assert.Equal(new Claim.Done("mx1"), other.Take(post));
            Assert.IsType<Claim.Ours>(other.Take(SomePost()));
        });
        Assert.Empty(Notes(hosts[0]).Untold());
        Assert.Empty(hosts[0].Log.Warnings.Concat(hosts[1].Log.Warnings));
    }

    [ConsulFact]
    public async Task Of_many_that_take_a_post_at_the_same_time_one_has_it()
    {
        using var hosts = new ReplicaHosts(consul, 4);
        for (int round = 0; round < 20; round++)
        {
            Post post = SomePost();
            Claim[] claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => OffThread(() => Claims(hosts[i]).Take(post))));
            Assert.Single(claims.OfType<Claim.Ours>());
            Assert.Equal(3, claims.OfType<Claim.Taken>().Count());
        }
    }

    [ConsulTheory]
    [InlineData(-1000)]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task What_a_dead_host_took_is_taken_over_after_ten_minutes_by_the_clock_of_whoever_takes_it(int daysOff)
    {
        using var hosts = new ReplicaHosts(consul, 3);
        Post post = SomePost();
        hosts[0].Clock.Now += TimeSpan.FromDays(daysOff);
        await OffThread(() => Claims(hosts[0]).Take(post));

        Assert.Equal(new Claim.Taken("mx1"), await OffThread(() => Claims(hosts[1]).Take(post)));
        hosts[1].Clock.Now += TimeSpan.FromMinutes(9.9);
        Assert.Equal(new Claim.Taken("mx1"), await OffThread(() => Claims(hosts[1]).Take(post)));
        hosts[1].Clock.Now += TimeSpan.FromMinutes(0.2);
        Assert.IsType<Claim.Ours>(await OffThread(() => Claims(hosts[1]).Take(post)));
        Assert.Contains("mx1", Assert.Single(hosts[1].Log.Warnings), StringComparison.Ordinal);

        // The third begins to count anew, and the first was not dead after all.
        Assert.Equal(new Claim.Taken("mx2"), await OffThread(() => Claims(hosts[2]).Take(post)));
        Assert.Equal(new Claim.Taken("mx2"), await OffThread(() => Claims(hosts[0]).Take(post)));
        await OffThread(() => Claims(hosts[1]).Done(post));
        Assert.Equal(new Claim.Done("mx2"), await OffThread(() => Claims(hosts[0]).Take(post)));
    }

    [ConsulTheory]
    [InlineData(TcpProxyMode.Silent)]
    [InlineData(TcpProxyMode.Refuse)]
    public async Task Whoever_cannot_ask_distributes_a_post_and_tells_it_later(TcpProxyMode mode)
    {
        using var hosts = new ReplicaHosts(consul, 2);
        Post post = SomePost();
        hosts[0].Network.Mode = mode;
        PostClaims claims = Claims(hosts[0], TimeSpan.FromMilliseconds(100));

        await OffThread(() =>
        {
            Assert.IsType<Claim.Ours>(claims.Take(post));
            claims.Done(post);
        });
        Assert.Equal([post.Identity], Notes(hosts[0]).Untold());
        Assert.Contains("not claimed", hosts[0].Log.Warnings[0], StringComparison.Ordinal);

        hosts[0].Network.Mode = TcpProxyMode.Pass;
        hosts[0].Network.Cut();
        Assert.Equal(1, await Claims(hosts[0]).TellAsync(CancellationToken.None));
        Assert.Equal(0, await Claims(hosts[0]).TellAsync(CancellationToken.None));
        Assert.Equal(new Claim.Done("mx1"), await OffThread(() => Claims(hosts[1]).Take(post)));
    }

    [ConsulFact]
    public async Task What_taking_a_post_has_spent_is_not_there_for_telling_that_it_is_done()
    {
        using var hosts = new ReplicaHosts(consul, 1);
        Post post = SomePost();
        hosts[0].Network.Mode = TcpProxyMode.Silent;
        PostClaims claims = Claims(hosts[0], TimeSpan.FromMilliseconds(50));
        await OffThread(() => claims.Take(post));

        // Nobody is asked any more, even where somebody would answer.
        hosts[0].Network.Mode = TcpProxyMode.Pass;
        long sent = hosts[0].Consul.BytesSent;
        await OffThread(() => claims.Done(post));

        Assert.Equal(sent, hosts[0].Consul.BytesSent);
        Assert.Equal([post.Identity], Notes(hosts[0]).Untold());
    }

    [ConsulFact]
    public async Task Without_a_quorum_every_post_is_ours()
    {
        using var server = new OddServer(OddServer.Answer("500 Internal Server Error", "No cluster leader"));
        using ReplicaHost host = new ReplicaHost("mx1", server.Port, "test").Join(ReplicaHosts.Cluster);
        Post post = SomePost();
        PostClaims claims = Claims(host);

        await OffThread(() =>
        {
            Assert.IsType<Claim.Ours>(claims.Take(post));
            claims.Done(post);
        });

        Assert.Equal([post.Identity], Notes(host).Untold());
    }

    [ConsulFact]
    public async Task Another_cluster_under_the_prefix_takes_no_post_from_us()
    {
        using var hosts = new ReplicaHosts(consul, 1);
        Post post = SomePost();
        PostClaims theirs = Claims(hosts[0]);
        ReplicaHost stranger = hosts.Add("stranger").Join("another");
        PostClaims claims = Claims(stranger);

        await OffThread(() =>
        {
            Assert.IsType<Claim.Ours>(theirs.Take(post));
            theirs.Done(post);
            Assert.IsType<Claim.Ours>(claims.Take(post));
            claims.Done(post);
        });

        Assert.Contains("another", Assert.Single(stranger.Log.Warnings), StringComparison.Ordinal);
        Assert.Equal([post.Identity], Notes(stranger).Untold());
    }

    [ConsulTheory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"host\":5,\"done\":true}")]
    [InlineData("{\"host\":\"\",\"done\":true,\"time\":0}")]
    [InlineData("{\"host\":null,\"done\":true,\"time\":0}")]
    [InlineData("{\"done\":true,\"time\":0}")]
    public async Task Garbage_in_the_place_of_a_claim_is_overwritten(string garbage)
    {
        using var hosts = new ReplicaHosts(consul, 2);
        Post post = SomePost();
        await OffThread(() => Claims(hosts[0]).Take(post));
        KeyValue entry = Assert.Single(await hosts.EntriesAsync(), entry => entry.Key.StartsWith("posts/", StringComparison.Ordinal));
        await hosts.Consul.WriteAsync(entry.Key, Encoding.UTF8.GetBytes(garbage), 0, null);

        Assert.IsType<Claim.Ours>(await OffThread(() => Claims(hosts[1]).Take(post)));
        Assert.Equal(new Claim.Taken("mx2"), await OffThread(() => Claims(hosts[0]).Take(post)));
        Assert.Single(hosts[1].Log.Warnings);
    }

    private static PostClaims Claims(ReplicaHost host, TimeSpan? budget = null) => new(host.Cluster, Notes(host), budget ?? Ample);

    private static ClaimNotes Notes(ReplicaHost host) => new(host.Database);

    // As in a process of its own, where nothing else wants the thread.
    private static Task<T> OffThread<T>(Func<T> ask) => Task.Run(ask);

    private static Task OffThread(Action ask) => Task.Run(ask);

    private static Post SomePost()
    {
        EmailAddress list = EmailAddress.Parse(ReplicaHost.Dev);
        using var input = new MemoryStream(Encoding.ASCII.GetBytes("From: eve@example.net\nSubject: x\n\nHello.\n"));
        var snapshot = new ListSnapshot(1, list, "dev.lists.example.org", ListSettings.From(new Dictionary<string, string>()), [], new Stamp(1, 0, "mx1"));
        string identity = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return new Post(Envelope.Parse("eve@example.net", list.Text), new Destination(list, Role.Post, string.Empty), snapshot, RawMessage.Receive(input, new MemoryStream()), [], identity);
    }
}
