using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>`leave`: a host stands alone again, or one that is gone is taken out.</summary>
public sealed class LeaveTests(OneConsul consul) : SharingTest(consul)
{
    [SharingFact]
    public void A_host_that_leaves_keeps_its_lists_and_hears_no_more()
    {
        SharingHost first = Host("mx1");
        string list = first.CreateList("dev", ["ann@a.example"]);
        first.Join();
        SharingHost second = Host("mx2").Join();
        first.Ok("sync");
        Result left = second.Ok("leave", "--yes");
        Assert.Matches("^left cluster [0-9a-f-]{36}; the lists stay on this host. Next: take \\[consul\\] out of .*mailinglist.toml\n$", left.Output);
        Assert.Empty(left.Error);
        Assert.DoesNotContain("feed/mx2.example.net", Store.Keys());
        first.Ok("sync");
        Assert.DoesNotContain("mx2.example.net", first.Ok("status").Output, StringComparison.Ordinal);
        first.Ok("subscribe", list, "bob@b.example");
        Assert.Contains("ann@a.example", second.Ok("export", list).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("bob@b.example", second.Ok("export", list).Output, StringComparison.Ordinal);
        Assert.Equal("this host is not a member of a cluster\n", second.Ok("leave").Output);
        Expect.Told(second.Run("sync"), 78, "run `mailinglist join`");

        // And comes back with what it did alone.
        second.Ok("subscribe", list, "carl@c.example");
        second.Join();
        string all = Agreed(first, second);
        Assert.All((string[])["ann@a.example", "bob@b.example", "carl@c.example"], address => Assert.Contains(address, all, StringComparison.Ordinal));
    }

    [SharingFact]
    public void It_asks_and_needs_its_agent_stopped()
    {
        SharingHost host = Host("mx1").Join();
        Fails(host.Run("leave"), 64, "this host will leave cluster", "say --yes");
        host.StartAgent();
        Expect.Told(host.Run("leave", "--yes"), 64, "the agent of this host runs: stop it first");
        host.StopAgent();
        host.Ok("sync");
        Assert.Contains("feed/mx1.example.net", Store.Keys());
    }

    [SharingFact]
    public void It_can_be_done_while_Consul_is_down()
    {
        SharingHost other = Host("mx2").Join();
        (SharingHost host, TcpProxy network) = Far("mx1");
        host.Join();
        network.Mode = TcpProxyMode.Refuse;
        host.CreateList("dev", []);
        Fails(host.Run("leave"), 64, "the others will not learn", "changes that were made here");
        Result left = host.Ok("leave", "--yes");
        Assert.Contains("left cluster", left.Output, StringComparison.Ordinal);
        Assert.Contains("run `mailinglist leave --host mx1.example.net` on another host", left.Error, StringComparison.Ordinal);
        Assert.Contains("mx1.example.net", other.Ok("status").Output, StringComparison.Ordinal);
        Assert.Equal("mx1.example.net: taken out\n", other.Ok("leave", "--host", "mx1.example.net", "--yes").Output);
        Assert.DoesNotContain("mx1.example.net", other.Ok("status").Output, StringComparison.Ordinal);
    }

    [SharingFact]
    public void A_dead_host_is_taken_out_and_one_that_lives_is_not()
    {
        SharingHost first = Host("mx1").Join();
        SharingHost dead = Host("mx2").Join();
        dead.StartAgent();
        Wait.Until(() => Store.Agent(dead.Name)?.Status == "passing", "the agent is in the catalog", () => dead.LogText);
        Expect.Told(first.Run("leave", "--host", "mx2.example.net", "--yes"), 64, "the agent of mx2.example.net lives");
        Expect.Told(first.Run("leave", "--host", "mx9.example.net", "--yes"), 64, "there is no host mx9.example.net in the cluster");
        Expect.Told(first.Run("leave", "--host", "MX1.example.net", "--yes"), 64, "mx1.example.net is this host");

        dead.Agent.Kill();
        dead.Agent.WaitForExit();
        FailCheck(dead.Name);
        Fails(first.Run("leave", "--host", "mx2.example.net"), 64, "mx2.example.net will be taken out", "say --yes");
        first.Ok("leave", "--host", "mx2.example.net", "--yes");
        Assert.Null(Store.Agent(dead.Name));
        Assert.DoesNotContain("feed/mx2.example.net", Store.Keys());

        // It comes back all the same, and is a member as before.
        dead.CreateList("dev", ["ann@a.example"]);
        Agreed(first, dead);
        Assert.Equal(["ann@a.example"], first.Subscribers());
    }

    // What Consul does itself when a minute has passed without a word.
    private void FailCheck(string host)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        using HttpResponseMessage response = http.PutAsync(new Uri($"/v1/agent/check/fail/service:mailinglist-{host}", UriKind.Relative), null).Result;
        response.EnsureSuccessStatusCode();
        Wait.Until(() => Store.Agent(host)?.Status == "critical", "the catalog knows that it is dead");
    }
}
