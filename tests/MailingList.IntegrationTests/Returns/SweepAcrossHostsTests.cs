using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Returns;

/// <summary>`bounces` on hosts that share their lists: what one does the others know, and nothing is done twice.</summary>
public sealed class SweepAcrossHostsTests(OneConsul consul) : SharingTest(consul)
{
    private const string Ann = "ann@a.example";

    [SharingFact]
    public void One_host_sends_the_probe_and_what_another_clears_is_cleared()
    {
        SharingHost first = Host("mx1");
        string list = first.CreateList("dev", [Ann, "bob@b.example"], "bounce-days=1");
        first.Join();
        SharingHost second = Host("mx2").Join();
        Copy copy = first.PostTo(list, Ann);
        // It comes to the other host, whose key is the same.
        second.Return(copy, Ann);
        Sweep(first);
        Copy probe = first.Probe(Ann);
        Sweep(second);
        Assert.Empty(second.Copies());

        second.Return(probe, Ann);
        first.Ok("sync");
        Assert.StartsWith($"{Ann}: no delivery since ", first.Ok("bounces", list, Ann).Output, StringComparison.Ordinal);
        Assert.Equal(["bob@b.example"], first.PostTo(list, "bob@b.example").Recipients);

        first.Ok("bounces", list, Ann, "--reset");
        Assert.StartsWith($"{Ann}: cleared on ", second.Ok("bounces", list, Ann).Output, StringComparison.Ordinal);
        Assert.Contains(Ann, second.PostTo(list, Ann).Recipients);
        Agreed(first, second);
    }

    [SharingFact]
    public void Without_Consul_nobody_knows_whose_turn_it_is_and_nothing_is_done()
    {
        (SharingHost host, TcpProxy network) = Far("mx1");
        string list = host.CreateList("dev", [Ann], "bounce-days=1");
        host.Join();
        host.Return(host.PostTo(list, Ann), Ann);
        network.Mode = TcpProxyMode.Refuse;
        Fails(host.Run("bounces", "--sweep"), 75, "of several hosts one does it at a time");
        Assert.Single(host.Copies());
        Assert.Contains("counted 1 of 1 days", host.Ok("bounces", list).Output, StringComparison.Ordinal);
    }

    // A lock that was let go of is free for others a second later.
    private static void Sweep(SharingHost host) =>
        Wait.Until(() => !host.Ok("bounces", "--sweep").Output.Contains("another host does it", StringComparison.Ordinal), "it is this host's turn");
}
