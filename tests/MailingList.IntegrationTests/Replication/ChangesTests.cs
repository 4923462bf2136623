using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Replication;

/// <summary>What is changed on one host is changed on all.</summary>
[Collection(OneCluster.Name)]
public sealed class ChangesTests(OneCluster cluster)
{
    private const string List = "changes@lists.example.org";

    [ClusterFact]
    public void A_change_on_any_host_appears_on_all()
    {
        ThreeHosts hosts = cluster.Hosts;
        (ClusterSandbox first, ClusterSandbox second, ClusterSandbox third) = (hosts.First, hosts.Second, hosts.Third);

        first.Ok("create", List, "--owner", "ann@example.org", "--set", "posting=open");
        hosts.AwaitEverywhere(result => result.ExitCode == 0, "show", List);
        second.Ok("set", List, "description=Said on the second", "owners=bea@example.org");
        hosts.AwaitEverywhere(Says("Said on the second", "bea@example.org"), "show", List);
        third.Ok("subscribe", List, "one@example.com", "two@example.com", "--name", "Said on the third");
        hosts.AwaitEverywhere(Says("one@example.com", "two@example.com", "Said on the third"), "export", List);
        first.Ok("unsubscribe", List, "one@example.com");
        hosts.AwaitEverywhere(SaysNot("one@example.com"), "export", List);
        Assert.Equal(0, second.RunWith("three@example.com\nFour <four@example.com>\n", "import", List, "-").ExitCode);
        hosts.AwaitEverywhere(Says("two@example.com", "three@example.com", "four@example.com,Four"), "export", List);
        Assert.Equal(0, third.RunWith("four@example.com\n", "import", List, "-", "--sync", "--yes").ExitCode);
        hosts.AwaitEverywhere(SaysNot("two@example.com", "three@example.com"), "export", List);
        hosts.AwaitEverywhere(Says("four@example.com,Four"), "export", List);
        third.Ok("delete", List, "--yes");
        hosts.AwaitEverywhere(result => result.ExitCode == 67, "show", List);

        string all = hosts.AwaitAlike();
        Assert.Contains(List, all, StringComparison.Ordinal); // that it is gone is known, too
    }

    [ClusterFact]
    public void The_key_that_makes_tokens_is_changed_on_all_hosts()
    {
        ThreeHosts hosts = cluster.Hosts;
        hosts.Second.Ok("rotate");
        hosts.AwaitAlike();
        // Its text is in no export.
        Assert.Single(hosts.All.Select(host => host.Query("SELECT count(*) FROM secret WHERE deleted = 0")).Distinct());
        Assert.Equal(0, hosts.First.Query("SELECT count(*) FROM secret WHERE deleted = 0 AND length(value) <> 64"));
    }

    private static Func<Result, bool> Says(params string[] texts) =>
        result => result.ExitCode == 0 && texts.All(text => result.Output.Contains(text, StringComparison.Ordinal));

    private static Func<Result, bool> SaysNot(params string[] texts) =>
        result => result.ExitCode == 0 && texts.All(text => !result.Output.Contains(text, StringComparison.Ordinal));
}
