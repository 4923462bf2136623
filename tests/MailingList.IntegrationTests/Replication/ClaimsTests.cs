using System.Diagnostics;

using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Replication;

/// <summary>The same post reaches several hosts: one distributes it.</summary>
[Collection(OneCluster.Name)]
public sealed class ClaimsTests(OneCluster cluster)
{
    [ClusterFact]
    public void A_post_that_another_host_has_distributed_is_dropped()
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = NewList("claims");
        byte[] post = Some.Post();
        Assert.All(hosts.All, host => Expect.Done(host.Deliver(list, post)));
        Assert.Equal(["one@example.com"], hosts.First.RecipientsOf(post));
        Assert.Empty(hosts.Second.RecipientsOf(post));
        Assert.Empty(hosts.Third.RecipientsOf(post));
    }

    [ClusterFact]
    public void A_post_that_another_host_is_distributing_waits_with_the_MTA_until_that_is_done()
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = NewList("claims-hang");
        byte[] post = Some.Post();
        string release = Path.Combine(hosts.First.Folder, "release");
        // It hangs until the file is there.
        var sendmail = new FakeSendmail(hosts.First, $"until [ -e '{release}' ]; do sleep 0.02; done; {FakeSendmail.Takes}");
        try
        {
            using Process delivery = hosts.First.StartDelivery(list);
            Task<Result> first = Task.Run(() => Command.Finish(delivery, post));
            Wait.Until(() => sendmail.HasNote(1, "arguments"), "the first host distributes");
            Expect.TryAgain(hosts.Second.Deliver(list, post), hosts.First.Host.Name);
            File.WriteAllText(release, string.Empty);
            Expect.Done(first.Result);
        }
        finally
        {
            hosts.First.Set("reinject", $"dir:{hosts.First.Out}");
        }

        Expect.Done(hosts.Second.Deliver(list, post));
        Assert.Equal(1, sendmail.Counts()["one@example.com"]);
        Assert.Empty(hosts.Second.RecipientsOf(post));
    }

    private string NewList(string name)
    {
        ThreeHosts hosts = cluster.Hosts;
        string list = $"{name}@lists.example.org";
        hosts.First.Ok("create", list, "--owner", "ann@example.org", "--set", "posting=open", "--set", "verp=never");
        hosts.First.Ok("subscribe", list, "one@example.com");
        hosts.AwaitAlike();
        return list;
    }
}
