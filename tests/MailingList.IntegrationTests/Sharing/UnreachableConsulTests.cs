using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>Verbs while Consul is down, silent or slow: they do their work here, say so, and the others learn of it later.</summary>
public sealed class UnreachableConsulTests(OneConsul consul) : SharingTest(consul)
{
    // What is asserted of time is what the program says of it: how long a process takes beside others is the bench's business.
    [SharingTheory]
    [InlineData(nameof(TcpProxyMode.Refuse), "refused")]
    [InlineData(nameof(TcpProxyMode.Silent), "did not answer within 2000 ms")]
    public void A_verb_saves_here_and_the_others_learn_of_it_by_sync(string mode, string reason)
    {
        (SharingHost first, TcpProxy network) = Far("mx1");
        string list = first.CreateList("dev", ["ann@a.example"]);
        first.Join();
        SharingHost second = Host("mx2").Join();
        network.Mode = Enum.Parse<TcpProxyMode>(mode);

        Result subscribed = first.Run("subscribe", list, "bob@b.example");
        Assert.Equal((0, "bob@b.example: subscribed\n"), (subscribed.ExitCode, subscribed.Output));
        Assert.Contains("saved here; the other hosts will be told when that can be done", subscribed.Error, StringComparison.Ordinal);
        Assert.Contains(reason, subscribed.Error, StringComparison.Ordinal);
        Result lists = first.Run("lists");
        Assert.Equal(0, lists.ExitCode);
        Assert.Contains("this is what this host knows; the others cannot be asked", lists.Error, StringComparison.Ordinal);
        Assert.Contains(reason, lists.Error, StringComparison.Ordinal);
        Assert.Equal(["ann@a.example"], second.Subscribers());

        network.Mode = TcpProxyMode.Pass;
        first.Ok("sync");
        second.Ok("sync");
        Assert.Equal(["ann@a.example", "bob@b.example"], second.Subscribers());
        Agreed(first, second);
    }

    [SharingFact]
    public void A_slow_Consul_is_waited_for_no_longer_than_the_budget()
    {
        (SharingHost host, TcpProxy network) = Far("mx1");
        string list = host.CreateList("dev", ["ann@a.example"]);
        host.Join();
        (network.DelayToServer, network.DelayToClient) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        Result result = host.Run("subscribe", list, "bob@b.example");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("did not answer within 2000 ms", result.Error, StringComparison.Ordinal);
    }

    // It looks for changes and claims the post: 200 and 300 ms by default.
    [SharingTheory]
    [InlineData(nameof(TcpProxyMode.Silent), 0)]
    [InlineData(nameof(TcpProxyMode.Pass), 2)]
    public void A_post_waits_for_Consul_no_longer_than_its_budgets(string mode, int delay)
    {
        (SharingHost host, TcpProxy network) = Far("mx1");
        string list = host.CreateList("dev", ["ann@a.example"]);
        host.Join();
        Expect.Done(host.Deliver(list, Some.Post()));
        network.Cut();
        (network.Mode, network.DelayToServer, network.DelayToClient) = (Enum.Parse<TcpProxyMode>(mode), TimeSpan.FromSeconds(delay), TimeSpan.FromSeconds(delay));
        Wait.Until(IsLate, "a post after the last look is old", () => host.LogText);
        Assert.Matches("posts are not claimed: Consul at [^ ]+ did not answer within 300 ms", host.LogText);

        bool IsLate()
        {
            Expect.Done(host.Deliver(list, Some.Post()));
            return host.LogText.Contains("did not answer within 200 ms", StringComparison.Ordinal);
        }
    }

    [SharingFact]
    public void The_agent_tells_the_others_later()
    {
        (SharingHost first, TcpProxy network) = Far("mx1");
        string list = first.CreateList("dev", ["ann@a.example"]);
        first.Join();
        SharingHost second = Host("mx2").Join();
        network.Mode = TcpProxyMode.Refuse;
        first.Ok("subscribe", list, "bob@b.example");
        first.StartAgent();
        second.StartAgent();
        network.Mode = TcpProxyMode.Pass;
        Wait.Until(() => second.Subscribers().Length == 2, "the other host knows", () => first.LogText + second.LogText);
    }
}
