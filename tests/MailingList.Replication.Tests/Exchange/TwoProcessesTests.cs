using MailingList.Core.Records;
using MailingList.Replication.Exchange;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Two processes of one host exchange at the same time: the agent and a verb, or two verbs.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class TwoProcessesTests(SharedConsul consul)
{
    [ConsulFact]
    public async Task What_another_process_publishes_meanwhile_is_not_taken_for_a_loss()
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        using ReplicaHost other = hosts[0].SecondProcess();
        const int Times = 3; // before the publisher looks for work, before it reads, and while it does
        int times = 0;
        var between = new Meanwhile(hosts[0].Replica, onState: () =>
        {
            if (times++ < Times)
            {
                other.Subscribe($"user{times}@other.example");
                other.PublishAsync().GetAwaiter().GetResult();
                // The other one has told everything; this is left for us.
                other.Subscribe($"user{times}@ours.example");
            }
        });
        await new Publisher(hosts[0].Cluster with { Replica = between }).PublishAsync(CancellationToken.None);

        Assert.True(times >= Times, $"{times}");
        Assert.DoesNotContain(hosts[0].Log.Informations, line => line.Contains("lost", StringComparison.Ordinal));
        await hosts.SettleAsync();
        hosts.Agreed();
        Assert.Equal(4 + (2 * Times), hosts[2].Count());
    }

    [ConsulFact]
    public async Task What_another_process_has_heard_meanwhile_is_not_forgotten_by_one_that_reads_everything()
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        using ReplicaHost other = hosts[0].SecondProcess();
        FeedPosition heard = default;
        var between = new Meanwhile(hosts[0].Replica, onFullRead: () =>
        {
            hosts[1].Subscribe("noah@example.net");
            hosts[1].PublishAsync().GetAwaiter().GetResult();
            other.FollowAsync().GetAwaiter().GetResult();
            heard = other.Replica.State.Seen[hosts[1].Name];
        });
        Assert.Equal(0, await new Follower(hosts[0].Cluster with { Replica = between }).LookAsync(isPatient: false, CancellationToken.None));
        await new Follower(hosts[0].Cluster with { Replica = between }).ReadEverythingAsync("asked for", CancellationToken.None);

        Assert.NotEqual(default, heard);
        Assert.Equal(heard, hosts[0].Replica.State.Seen[hosts[1].Name]);
        Assert.True(hosts[0].Has("noah@example.net"));
    }

    /// <summary>Lets something happen wherever another process can come between.</summary>
    private sealed class Meanwhile(IReplica replica, Action? onState = null, Action? onFullRead = null) : ReplicaDouble(replica)
    {
        private bool _isWriting;

        public override ReplicaState State
        {
            get
            {
                // Nobody comes between what is done in one transaction.
                if (!_isWriting)
                {
                    onState?.Invoke();
                }

                return base.State;
            }
        }

        public override T Write<T>(Func<T> changes)
        {
            _isWriting = true;
            try
            {
                return base.Write(changes);
            }
            finally
            {
                _isWriting = false;
            }
        }

        public override IFullRead BeginFullRead()
        {
            onFullRead?.Invoke();
            return base.BeginFullRead();
        }
    }
}
