using System.Text;

using MailingList.Core.Failures;
using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Which cluster lies in Consul, and who may exchange with it.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class MembershipTests(SharedConsul consul)
{
    [ConsulFact]
    public async Task Another_cluster_under_the_prefix_is_refused_both_ways()
    {
        using var hosts = new ReplicaHosts(consul, 1);
        hosts[0].Create();
        await hosts.SettleAsync();
        ReplicaHost stranger = hosts.Add("stranger").Join("another");
        stranger.Create("other@lists.example.org");
        IReadOnlyList<KeyValue> entries = await hosts.EntriesAsync();
        string canonical = stranger.Canonical();

        foreach (Func<Task> attempt in (Func<Task>[])[() => stranger.ExchangeAsync(), () => stranger.PublishAsync(), () => stranger.FollowAsync()])
        {
            Failure failure = await Assert.ThrowsAsync<Failure>(attempt);
            Assert.Equal(FailureKind.Configuration, failure.Kind);
            Assert.Contains(ReplicaHosts.Cluster, failure.Message, StringComparison.Ordinal);
            Assert.Contains("another", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(entries.Select(entry => entry.ModifyIndex), (await hosts.EntriesAsync()).Select(entry => entry.ModifyIndex));
        Assert.Equal(canonical, stranger.Canonical());
    }

    [ConsulFact]
    public async Task Who_has_not_joined_is_refused()
    {
        using var hosts = new ReplicaHosts(consul);
        ReplicaHost host = hosts.Add();
        host.Create();

        Assert.Contains("join", (await Assert.ThrowsAsync<Failure>(() => host.ExchangeAsync())).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Failure>(() => host.PublishAsync());
        Assert.Empty(await hosts.EntriesAsync());
    }

    [ConsulTheory]
    [InlineData("garbage", "not ours")]
    [InlineData("null", "not ours")]
    [InlineData("{\"format\":1}", "not ours")]
    [InlineData("{\"format\":2,\"cluster\":\"0123456789abcdef\"}", "install the newer")]
    public async Task A_meta_that_is_none_of_ours_is_refused(string meta, string said)
    {
        using var hosts = new ReplicaHosts(consul, 1);
        hosts[0].Create();
        await hosts.Consul.WriteAsync("meta", Encoding.UTF8.GetBytes(meta), 0, null);

        Assert.Contains(said, (await Assert.ThrowsAsync<Failure>(() => hosts[0].ExchangeAsync())).Message, StringComparison.Ordinal);
        Assert.Contains(said, (await Assert.ThrowsAsync<Failure>(() => hosts[0].PublishAsync())).Message, StringComparison.Ordinal);
        Assert.Single(await hosts.EntriesAsync());
    }

    [ConsulFact]
    public async Task Of_clusters_that_are_founded_at_the_same_time_one_remains()
    {
        for (int round = 0; round < 10; round++)
        {
            using var hosts = new ReplicaHosts(consul);
            string[] founded = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Membership.FoundAsync(hosts.Consul, $"cluster{i}", CancellationToken.None)));

            Assert.Single(founded.Distinct());
            Assert.Equal(founded[0], await Membership.FindAsync(hosts.Consul, CancellationToken.None));
        }
    }
}
