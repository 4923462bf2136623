using MailingList.Core.Addressing;
using MailingList.Core.Standing;
using MailingList.Replication.Claims;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>What came back to several hosts.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class BouncesTests(SharedConsul consul)
{
    private static readonly EmailAddress Eve = EmailAddress.Parse("eve@example.net");

    [ConsulFact]
    public async Task A_bounce_that_reaches_two_hosts_is_one_and_those_of_one_day_are_one_day()
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        for (int day = 0; day < 2; day++)
        {
            hosts[0].Bounce(Eve.Text, "aaaa");
            hosts[1].Bounce(Eve.Text, "aaaa");
            hosts[2].Bounce(Eve.Text, "bbbb");
            hosts.Pass(TimeSpan.FromDays(1));
            await hosts.SettleAsync();
        }

        hosts.Agreed();
        Assert.All([hosts[0], hosts[1], hosts[2]], host => Assert.Equal(4, host.Bounces.Known(Eve).Count));
        Assert.Empty(hosts[2].Sweep());
    }

    [ConsulFact]
    public async Task However_many_hosts_look_an_address_gets_one_probe()
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        for (int day = 0; day < 3; day++)
        {
            hosts[day].Bounce(Eve.Text, "aaaa");
            hosts.Pass(TimeSpan.FromDays(1));
        }

        await hosts.SettleAsync();
        var letters = new List<string>();
        // Those whose turn it is not do nothing; each has one in the end.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(async () =>
        {
            while (!await new BounceTurn(hosts[i].Cluster).RunAsync(
                () =>
                {
                    IReadOnlyList<string> written = hosts[i].Sweep();
                    lock (letters)
                    {
                        letters.AddRange(written);
                    }
                },
                CancellationToken.None))
            {
                // Another host has it.
            }
        })));
        Assert.Equal("probe to eve@example.net", Assert.Single(letters));
        await hosts.SettleAsync();
        hosts.Agreed();
        Assert.All([hosts[0], hosts[1], hosts[2]], host => Assert.Equal(StandingState.Probed, host.Bounces.Find(Eve)!.State));
    }

    [ConsulTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_was_cleared_on_one_host_is_not_stopped_again_by_what_another_did_before_it_knew(bool isClearedFirst)
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        hosts[0].Stand(Eve, StandingState.Probed);
        hosts[0].Stand(Eve, StandingState.Off);
        await hosts.SettleAsync();
        Action[] changes = [() => hosts[0].Stand(Eve, StandingState.Clear), () => hosts[1].Stand(Eve, StandingState.Off, notices: 1)];
        foreach (Action change in isClearedFirst ? changes : changes.Reverse())
        {
            hosts.Pass(TimeSpan.FromMinutes(1));
            change();
        }

        await hosts.SettleAsync();
        hosts.Agreed();
        Assert.All([hosts[0], hosts[1], hosts[2]], host => Assert.Equal(StandingState.Clear, host.Bounces.Find(Eve)!.State));
    }

    [ConsulFact]
    public async Task Without_a_quorum_or_while_another_host_has_the_turn_nothing_is_concluded()
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        bool isDone = await new BounceTurn(hosts[0].Cluster).RunAsync(
            () => Assert.False(new BounceTurn(hosts[1].Cluster).RunAsync(() => throw new InvalidOperationException("it is not its turn"), CancellationToken.None).GetAwaiter().GetResult()),
            CancellationToken.None);
        Assert.True(isDone);
        hosts[0].Network.Mode = TcpProxyMode.Refuse;
        await Assert.ThrowsAsync<Replication.Consul.ConsulException>(() =>
            new BounceTurn(hosts[0].Cluster).RunAsync(() => throw new InvalidOperationException("nobody can be asked"), CancellationToken.None));
    }
}
