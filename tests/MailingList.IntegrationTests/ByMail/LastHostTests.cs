using MailingList.IntegrationTests.ByMail.Support;
using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>Two hosts and Consul's quorum are gone, or the network between the hosts is: mails are served all the same.</summary>
[Collection(OneCluster.Name)]
public sealed class LastHostTests(OneCluster cluster)
{
    private const string Domain = "lists.example.org";
    private const string Reader = "reader@last.example";

    [ClusterFact]
    public void The_whole_life_works_on_the_last_host_and_the_others_tell_the_same_of_it_when_they_are_back()
    {
        ThreeHosts hosts = cluster.Hosts;
        ClusterSandbox third = hosts.Third;
        string list = hosts.NewList("last");
        hosts.First.Ok("subscribe", list, Reader);
        // This one was asked while all was well, and answers now.
        var dora = new Correspondent("dora@last.example");
        dora.Write(hosts.First, $"last-subscribe@{Domain}");
        MimeMessage before = dora.Letter(hosts.First);
        hosts.AwaitAlike();

        ThreeHosts.Kill(hosts.First);
        ThreeHosts.Kill(hosts.Second);
        dora.Answer(third, before);
        Live(third, list, new Correspondent("bob@last.example"), "bob@last-new.example", dora);
        third.KillAgent();
        Live(third, list, new Correspondent("carl@last.example"), "carl@last-new.example", dora);
        Assert.Equal([dora.Address, Reader], third.SubscribersOf(list));

        hosts.Recover();
        hosts.AwaitAlike();
        Assert.All(hosts.All, host => Assert.Equal([dora.Address, Reader], host.SubscribersOf(list)));
        foreach (string who in (string[])["bob", "carl"])
        {
            Assert.Equal(["asked", "subscribed", "changed", "changed", "moved"], hosts.StoryOf(list, $"{who}@last.example").Select(line => line.Event));
            Assert.Equal(["moved", "unsubscribed"], hosts.StoryOf(list, $"{who}@last-new.example").Select(line => line.Event));
        }

        Assert.Equal(["asked mx1.example.net", "subscribed mx3.example.net"], hosts.StoryOf(list, dora.Address).Select(line => $"{line.Event} {line.Host}"));
    }

    [ClusterFact]
    public void Owners_who_decide_differently_on_either_side_of_a_broken_network_leave_all_hosts_alike()
    {
        ThreeHosts hosts = cluster.Hosts;
        (ClusterSandbox two, ClusterSandbox one) = (hosts.First, hosts.Third);
        (Correspondent ann, Correspondent zoe) = (new("ann@split.example"), new("zoe@split.example"));
        string list = hosts.NewList("split", [ann, zoe], "subscription=approve");
        var bob = new Correspondent("bob@split.example");
        var eve = new Correspondent("eve@split.example");
        foreach (Correspondent applicant in (Correspondent[])[bob, eve])
        {
            applicant.Confirm(two, $"split-subscribe@{Domain}");
            Assert.Equal("Your request to join split is being looked at", applicant.Letter(two).Subject);
        }

        string[] accept = Addresses(ann, two, "accept");
        string[] reject = Addresses(zoe, two, "reject");
        hosts.AwaitAlike();
        hosts.SetAside(one);

        // Of him the acceptance is the later one, of her the refusal.
        zoe.Write(one, reject[0], "No.\n");
        ann.Write(two, accept[0]);
        ann.Write(two, accept[1]);
        zoe.Write(one, reject[1], "No.\n");
        Assert.Equal("Welcome to split", bob.Letter(two).Subject);
        Assert.Equal("Your request to join split was refused", bob.Letter(one).Subject);
        // Each side asks a stranger once: it knows of no more.
        var carl = new Correspondent("carl@split.example");
        carl.Write(two, $"split-subscribe@{Domain}");
        carl.Write(one, $"split-subscribe@{Domain}");
        MimeMessage question = carl.Letter(two);
        carl.Letter(one);

        hosts.Recover();
        hosts.AwaitAlike();
        // Who was let in is on the list; a refusal takes nobody off.
        Assert.All(hosts.All, host => Assert.Equal([bob.Address, eve.Address], host.SubscribersOf(list)));
        Assert.All([bob, eve], who =>
        {
            Assert.Equal(["applied", "asked", "refused", "subscribed"], hosts.StoryOf(list, who.Address).Select(line => line.Event).Order(StringComparer.Ordinal));
        });
        carl.Write(hosts.Second, $"split-subscribe@{Domain}");
        carl.HearsNothing(hosts.Second);
        carl.Answer(hosts.Second, question);
        Assert.Equal("Your request to join split is being looked at", carl.Letter(hosts.Second).Subject);
        hosts.AwaitAlike();
    }

    // Subscribe, confirm, post, vacation, nothing received, vacation off, another address, unsubscribe.
    private static void Live(ClusterSandbox host, string list, Correspondent who, string newAddress, Correspondent other)
    {
        who.Confirm(host, $"last-subscribe@{Domain}");
        Assert.Equal("Welcome to last", who.Letter(host).Subject);
        Assert.Equal([who.Address, other.Address, Reader], Post(host, list, who.Address));
        who.Confirm(host, $"last-request@{Domain}", "set vacation until 2036-01-31\n");
        Assert.Equal([other.Address, Reader], Post(host, list, who.Address));
        who.Confirm(host, $"last-request@{Domain}", "set vacation off\n");
        Assert.Equal([who.Address, other.Address, Reader], Post(host, list, Reader));

        var moved = new Correspondent(newAddress);
        who.Confirm(host, $"last-request@{Domain}", $"change-address {newAddress}\n");
        moved.Answer(host, moved.Letter(host));
        Assert.Equal("Your address on last was changed", moved.Letter(host).Subject);
        moved.Confirm(host, $"last-unsubscribe@{Domain}");
        Assert.Equal("You have left last", moved.Letter(host).Subject);
    }

    private static string[] Post(ClusterSandbox host, string list, string author)
    {
        byte[] post = Some.Post(from: author);
        Expect.Done(host.Deliver(list, post, author));
        return host.RecipientsOf(post);
    }

    // One in each letter, in the order in which they came.
    private static string[] Addresses(Correspondent owner, ClusterSandbox host, string role) =>
        [.. owner.Letters(host).Select(letter => letter.TextBody!.Split('\n').Single(line => line.Contains($"-{role}+", StringComparison.Ordinal)).Trim())];
}
