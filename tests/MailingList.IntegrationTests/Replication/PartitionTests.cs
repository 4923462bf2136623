using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Replication;

/// <summary>Changes on both sides of a network that fell apart.</summary>
[Collection(OneCluster.Name)]
public sealed class PartitionTests(OneCluster cluster)
{
    private const string List = "apart@lists.example.org";
    private const string DeletedByTwo = "apart-two@lists.example.org";
    private const string DeletedByOne = "apart-one@lists.example.org";
    private const string Twice = "apart-twice@lists.example.org";

    [ClusterFact]
    public void Both_sides_take_changes_and_when_they_meet_the_later_one_stands_and_who_left_stays_away()
    {
        ThreeHosts hosts = cluster.Hosts;
        (ClusterSandbox two, ClusterSandbox one) = (hosts.First, hosts.Third);
        foreach (string list in (string[])[List, DeletedByTwo, DeletedByOne])
        {
            two.Ok("create", list, "--owner", "ann@example.org");
            two.Ok("subscribe", list, "both@example.com", "left@example.com", "left-alone@example.com");
        }

        hosts.AwaitAlike();
        hosts.SetAside(one);

        // Different things on either side, and then the same things, first by two and later by the one.
        two.Ok("subscribe", List, "two@example.com");
        one.Ok("subscribe", List, "one@example.com");
        two.Ok("set", List, "max-size=1M", "description=By two");
        one.Ok("set", List, "batch-size=77", "description=By one");
        two.Ok("subscribe", List, "both@example.com", "--name", "By two");
        one.Ok("subscribe", List, "both@example.com", "--name", "By one");
        // Who left stays away, although something else about them was changed later where nobody knew.
        two.Ok("unsubscribe", List, "left@example.com");
        one.Ok("subscribe", List, "left@example.com", "--name", "Changed later");
        one.Ok("unsubscribe", List, "left-alone@example.com");
        two.Ok("subscribe", List, "left-alone@example.com", "--delivery", "none");
        // So does a list.
        two.Ok("delete", DeletedByTwo, "--yes");
        one.Ok("set", DeletedByTwo, "description=Changed later");
        one.Ok("subscribe", DeletedByTwo, "late@example.com");
        one.Ok("delete", DeletedByOne, "--yes");
        two.Ok("set", DeletedByOne, "description=Changed later");
        // A list that both create is one list.
        two.Ok("create", Twice, "--owner", "ann@example.org");
        one.Ok("create", Twice, "--owner", "bea@example.org");
        two.Ok("subscribe", Twice, "by-two@example.com");
        one.Ok("subscribe", Twice, "by-one@example.com");

        hosts.Recover();
        hosts.AwaitAlike();
        string show = two.Ok("show", List).Output;
        Assert.All(["By one", " 1M ", " 77 "], text => Assert.Contains(text, show, StringComparison.Ordinal));
        Assert.Equal(["both@example.com", "one@example.com", "two@example.com"], two.SubscribersOf(List));
        Assert.Contains("both@example.com,By one", two.Ok("export", List).Output, StringComparison.Ordinal);
        Assert.All([DeletedByTwo, DeletedByOne], list => Assert.Equal(67, one.Run("show", list).ExitCode));
        Assert.Equal(["by-one@example.com", "by-two@example.com"], one.SubscribersOf(Twice));
        Assert.Single(two.Ok("lists").Lines, line => line.StartsWith(Twice, StringComparison.Ordinal));
    }

    [ClusterFact]
    public void Who_cannot_agree_on_a_post_distributes_it_on_both_sides()
    {
        ThreeHosts hosts = cluster.Hosts;
        const string Post = "apart-post@lists.example.org";
        hosts.First.Ok("create", Post, "--owner", "ann@example.org", "--set", "posting=open", "--set", "verp=never");
        hosts.First.Ok("subscribe", Post, "one@example.com");
        hosts.AwaitAlike();
        hosts.SetAside(hosts.Third);

        byte[] post = Some.Post();
        Assert.All([hosts.First, hosts.Second, hosts.Third], host => Expect.Done(host.Deliver(Post, post)));
        Assert.Equal(["one@example.com"], hosts.First.RecipientsOf(post));
        Assert.Empty(hosts.Second.RecipientsOf(post));
        Assert.Equal(["one@example.com"], hosts.Third.RecipientsOf(post));

        hosts.Recover();
        hosts.AwaitAlike();
    }
}
