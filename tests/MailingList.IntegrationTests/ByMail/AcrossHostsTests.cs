using MailingList.IntegrationTests.ByMail.Support;
using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>Mails of one affair reach different hosts.</summary>
[Collection(OneCluster.Name)]
public sealed class AcrossHostsTests(OneCluster cluster)
{
    private const string Domain = "lists.example.org";

    [ClusterFact]
    public void What_is_asked_for_on_one_host_is_confirmed_on_another_and_all_tell_the_same_of_it()
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = hosts.NewList("across");
        var bob = new Correspondent("bob@across.example");
        bob.Write(hosts.First, $"across-subscribe@{Domain}");
        bob.Answer(hosts.Second, bob.Letter(hosts.First));
        Assert.Equal("Welcome to across", bob.Letter(hosts.Second).Subject);
        hosts.AwaitAlike();
        Assert.All(hosts.All, host => Assert.Equal([bob.Address], host.SubscribersOf(list)));

        // The post of somebody who has just come is one of a subscriber wherever it arrives.
        byte[] post = Some.Post(from: bob.Address);
        Expect.Done(hosts.Third.Deliver(list, post));
        Assert.Equal([bob.Address], hosts.Third.RecipientsOf(post));

        bob.Write(hosts.Third, $"across-request@{Domain}", "set vacation until 2036-01-31\n");
        bob.Answer(hosts.First, bob.Letter(hosts.Third));
        bob.Letter(hosts.First);
        hosts.AwaitAlike();
        bob.Write(hosts.Second, $"across-unsubscribe@{Domain}");
        bob.Answer(hosts.Third, bob.Letter(hosts.Second));
        Assert.Equal("You have left across", bob.Letter(hosts.Third).Subject);
        hosts.AwaitAlike();
        Assert.All(hosts.All, host => Assert.Empty(host.SubscribersOf(list)));
        Assert.Equal(
            ["asked mx1.example.net", "subscribed mx2.example.net", "changed mx1.example.net", "unsubscribed mx3.example.net"],
            hosts.StoryOf(list, bob.Address).Select(line => $"{line.Event} {line.Host}"));
    }

    [ClusterFact]
    public void An_application_is_decided_wherever_the_owner_s_mail_arrives_and_the_other_owner_s_comes_late_everywhere()
    {
        ThreeHosts hosts = cluster.Hosts;
        (Correspondent ann, Correspondent zoe) = (new("ann@decided.example"), new("zoe@decided.example"));
        string list = hosts.NewList("decided", [ann, zoe], "subscription=approve");
        var bob = new Correspondent("bob@decided.example");
        bob.Write(hosts.First, $"decided-request@{Domain}", "subscribe none\n");
        bob.Answer(hosts.Second, bob.Letter(hosts.First));
        Assert.Equal("Your request to join decided is being looked at", bob.Letter(hosts.Second).Subject);
        (MimeMessage toAnn, MimeMessage toZoe) = (ann.Letter(hosts.Second), zoe.Letter(hosts.Second));

        // Before anybody can have told this host that there is an application, perhaps.
        ann.Write(hosts.Third, $"decided-accept@{Domain}", toAnn.TextBody!);
        Assert.Equal("Welcome to decided", bob.Letter(hosts.Third).Subject);
        hosts.AwaitAlike();
        zoe.Write(hosts.First, $"decided-reject@{Domain}", $"Never.\n{toZoe.TextBody}");
        Assert.Equal($"decided: it was decided already about {bob.Address}", zoe.Letter(hosts.First).Subject);
        bob.HearsNothing(hosts.First);
        hosts.AwaitAlike();
        Assert.All(hosts.All, host => Assert.Contains($"{bob.Address},,none,", host.Ok("export", list).Output, StringComparison.Ordinal));
        Assert.Equal(["asked", "applied", "subscribed"], hosts.StoryOf(list, bob.Address).Select(line => line.Event));
    }

    [ClusterFact]
    public void Who_was_asked_by_one_host_is_asked_by_no_other_until_they_have_answered()
    {
        ThreeHosts hosts = cluster.Hosts;
        string[] lists = [hosts.NewList("asked-one"), hosts.NewList("asked-two"), hosts.NewList("asked-three")];
        var bob = new Correspondent("bob@asked.example");
        bob.Write(hosts.First, $"asked-one-subscribe@{Domain}");
        MimeMessage question = bob.Letter(hosts.First);
        hosts.AwaitAlike();
        bob.Write(hosts.Second, $"asked-two-subscribe@{Domain}");
        bob.HearsNothing(hosts.Second);
        Assert.Contains($"no confirm-subscribe to {bob.Address}: it had 1 today", File.ReadAllText(hosts.Second.Log), StringComparison.Ordinal);
        Assert.Equal([$"{bob.Address}: not asked: no confirm-subscribe to {bob.Address}: it had 1 today"], hosts.Third.Ok("subscribe", lists[2], bob.Address, "--confirm").Lines);

        bob.Answer(hosts.Third, question);
        bob.Letter(hosts.Third);
        hosts.AwaitAlike();
        bob.Write(hosts.Second, $"asked-two-subscribe@{Domain}");
        bob.Answer(hosts.First, bob.Letter(hosts.Second));
        bob.Letter(hosts.First);
        hosts.AwaitAlike();
    }

    [ClusterFact]
    public void Without_agents_it_is_the_mails_themselves_that_exchange()
    {
        ThreeHosts hosts = cluster.Hosts;
        (Correspondent ann, Correspondent zoe) = (new("ann@agentless.example"), new("zoe@agentless.example"));
        string list = hosts.NewList("agentless-mail", [ann, zoe], "subscription=approve");
        foreach (ClusterSandbox host in hosts.All)
        {
            host.KillAgent();
        }

        var bob = new Correspondent("bob@agentless.example");
        bob.Write(hosts.First, $"agentless-mail-subscribe@{Domain}");
        bob.Answer(hosts.Second, bob.Letter(hosts.First));
        (MimeMessage toAnn, MimeMessage toZoe) = (ann.Letter(hosts.Second), zoe.Letter(hosts.Second));
        ann.Write(hosts.Third, $"agentless-mail-accept@{Domain}", toAnn.TextBody!);
        Assert.Equal("Welcome to agentless-mail", bob.Letter(hosts.Third).Subject);
        // A pipe process looks for news when its host has not done so for some seconds; `sync` does at once.
        hosts.First.Ok("sync");
        zoe.Write(hosts.First, $"agentless-mail-reject@{Domain}", toZoe.TextBody!);
        Assert.EndsWith($"it was decided already about {bob.Address}", zoe.Letter(hosts.First).Subject, StringComparison.Ordinal);
        // What each of them did it has told by itself.
        Assert.EndsWith(" 0 changes left to tell\n", hosts.Third.Ok("sync").Output, StringComparison.Ordinal);
        Assert.Equal([bob.Address], hosts.Second.SubscribersOf(list));
        Assert.Equal(["asked", "applied", "subscribed"], hosts.StoryOf(list, bob.Address).Select(line => line.Event));

        hosts.Recover();
        hosts.AwaitAlike();
    }
}
