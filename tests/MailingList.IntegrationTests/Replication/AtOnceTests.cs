using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Replication;

/// <summary>Many changes at the same time.</summary>
[Collection(OneCluster.Name)]
public sealed class AtOnceTests(OneCluster cluster)
{
    [ClusterFact]
    public void Hosts_that_import_into_the_same_list_at_the_same_time_lose_nobody()
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = NewList("at-once");
        string[] addresses = [.. Some.Addresses(2000)];
        AtOnce.Run([(hosts.First, addresses[..1000]), (hosts.Second, addresses[1000..])], half => Import(half.Item1, list, half.Item2));
        hosts.AwaitAlike();
        Assert.All(hosts.All, host => Assert.Equal(addresses.Order(StringComparer.Ordinal), host.SubscribersOf(list)));
    }

    [ClusterFact]
    public void Dozens_of_verbs_on_two_hosts_that_change_the_same_list_at_the_same_time_lose_nobody()
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = NewList("at-once-singly");
        string[] addresses = [.. Some.Addresses(48)];
        AtOnce.Run(addresses.Index(), one => (one.Index % 2 == 0 ? hosts.First : hosts.Second).Ok("subscribe", list, one.Item));
        hosts.AwaitAlike();
        Assert.All(hosts.All, host => Assert.Equal(addresses.Order(StringComparer.Ordinal), host.SubscribersOf(list)));
    }

    [ClusterFact]
    public void An_agent_that_is_killed_in_the_middle_of_what_another_host_imports_goes_on_where_it_was()
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = NewList("at-once-killed");
        string[] addresses = [.. Some.Addresses(5000)];
        using var import = Task.Run(() => Import(hosts.First, list, addresses));
        Wait.Until(() => hosts.Second.SubscribersOf(list).Length > 0, "the first of them have come");
        hosts.Second.KillAgent();
        import.Wait();
        hosts.Second.StartAgent();
        hosts.AwaitAlike();
        Assert.Equal(addresses.Order(StringComparer.Ordinal), hosts.Second.SubscribersOf(list));
    }

    private static bool Import(ClusterSandbox host, string list, string[] addresses)
    {
        Result result = host.RunWith(string.Join('\n', addresses), "import", list, "-");
        Assert.True(result.ExitCode == 0, result.Error);
        return true;
    }

    private string NewList(string name)
    {
        string list = $"{name}@lists.example.org";
        cluster.Hosts.First.Ok("create", list, "--owner", "ann@example.org");
        cluster.Hosts.AwaitAlike();
        return list;
    }
}
