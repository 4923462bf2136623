using MailingList.Core.Records;
using MailingList.Replication.Exchange;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

using Xunit.Abstractions;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Exchanges that do not come to their end.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class InterruptionTests(SharedConsul consul, ITestOutputHelper output)
{
    [ConsulFact]
    public async Task What_is_cancelled_at_any_moment_is_done_the_next_time()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        await hosts.SettleAsync();
        int cancelled = 0;
        for (int round = 0; round < 60; round++)
        {
            ReplicaHost host = hosts[round % 3];
            host.Subscribe(Enumerable.Range(0, 20).Select(n => $"user{n}@round{round}.example"));
            using var time = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.NextDouble() * 25));
            try
            {
                await Exchanges.OnceAsync(host.Cluster, isPatient: round % 7 == 0, time.Token);
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
        }

        await hosts.SettleAsync();

        Assert.InRange(cancelled, 1, 60);
        hosts.Agreed();
        Assert.Equal(1200, hosts[0].Count());
        // Moving to other containers may have ended halfway.
        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);
        Assert.Equal(16, (await hosts.EntriesAsync()).Count(entry => entry.Key.Contains("/subscribers", StringComparison.Ordinal)));
    }

    [ConsulFact]
    public async Task Who_dies_after_Consul_took_it_tells_it_twice_at_most()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        await hosts.SettleAsync();
        hosts[0].Subscribe("eve@example.net", "Eve");
        await Assert.ThrowsAsync<DyingReplica.Death>(() => new Publisher(hosts[0].Cluster with { Replica = new DyingReplica(hosts[0].Replica) }).PublishAsync(CancellationToken.None));
        Assert.Equal(1, hosts[0].Replica.CountUnpublished());

        await hosts[1].FollowAsync();
        hosts[1].Subscribe("eve@example.net", "Eva");
        await hosts[1].PublishAsync();
        hosts[0].Restart();
        await hosts[0].PublishAsync();
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Equal("Eva", hosts[0].NameOf("eve@example.net"));
    }

    [ConsulFact]
    public async Task Who_dies_in_the_middle_of_a_full_read_begins_it_anew()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        hosts[0].Subscribe(Enumerable.Range(0, 1000).Select(n => $"user{n}@example.net"));
        await hosts[0].PublishAsync();

        await Assert.ThrowsAsync<DyingReplica.Death>(() =>
            new Follower(hosts[1].Cluster with { Replica = new DyingReplica(hosts[1].Replica) }).FollowAsync(TimeSpan.Zero, false, CancellationToken.None));
        hosts[1].Restart();
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Equal(1000, hosts[1].Count());
    }

    [ConsulTheory]
    [InlineData(TcpProxyMode.Refuse)]
    [InlineData(TcpProxyMode.Silent)]
    public async Task Who_is_cut_off_goes_on_with_what_it_has_and_tells_it_later(TcpProxyMode mode)
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        await hosts.SettleAsync();

        hosts[0].Network.Mode = mode;
        hosts[0].Subscribe("eve@example.net");
        hosts[1].Subscribe("adam@example.net");
        await hosts[1].PublishAsync();
        using (var time = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => hosts[0].Publisher.PublishAsync(time.Token));
        }

        Assert.True(hosts[0].Has("eve@example.net"));
        hosts[0].Network.Mode = TcpProxyMode.Pass;
        hosts[0].Network.Cut();
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.True(hosts[1].Has("eve@example.net") && hosts[0].Has("adam@example.net"));
    }

    /// <summary>A replica whose process dies when it would note what the others know.</summary>
    private sealed class DyingReplica(IReplica replica) : ReplicaDouble(replica)
    {
        public override void MarkPublished(IEnumerable<Record> records) => throw new Death();

        public override IFullRead BeginFullRead() => new DyingRead(base.BeginFullRead());

        internal sealed class Death : Exception;

        private sealed class DyingRead(IFullRead read) : IFullRead
        {
            public void Add(IEnumerable<Record> records) => read.Add(records);

            public (long Theirs, long Missing) Finish(bool forgetMissing)
            {
                read.Finish(forgetMissing);
                throw new Death();
            }

            public void Dispose() => read.Dispose();
        }
    }
}
