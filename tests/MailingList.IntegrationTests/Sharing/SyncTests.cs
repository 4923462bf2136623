using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>`sync`, and verbs of hosts on which no agent runs.</summary>
public sealed class SyncTests(OneConsul consul) : SharingTest(consul)
{
    [SharingFact]
    public void It_says_what_was_done()
    {
        SharingHost first = Host("mx1").Join();
        SharingHost second = Host("mx2").Join();
        first.Ok("sync");
        first.CreateList("dev", ["ann@a.example"]);
        // The list, its owner, its two settings, and the subscriber.
        Assert.Equal("5 records came, 0 containers were written, 0 posts called done, 0 changes left to tell\n", second.Ok("sync").Output);
        Assert.Equal("0 records came, 0 containers were written, 0 posts called done, 0 changes left to tell\n", second.Ok("sync").Output);
        Agreed(first, second);
    }

    [SharingFact]
    public void Without_an_agent_every_verb_sees_what_the_others_changed()
    {
        SharingHost first = Host("mx1").Join();
        SharingHost second = Host("mx2").Join();
        string list = first.CreateList("dev", ["ann@a.example"]);
        Assert.Contains(list, second.Ok("lists").Output, StringComparison.Ordinal);
        second.Ok("subscribe", list, "bob@b.example");
        Assert.Contains("bob@b.example", first.Ok("export", list).Output, StringComparison.Ordinal);
        first.Ok("unsubscribe", list, "ann@a.example");
        second.Ok("set", list, "description=two");
        Assert.Contains("two", first.Ok("show", list).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@a.example", second.Ok("subscribers", list).Output, StringComparison.Ordinal);
        first.Ok("delete", list, "--yes");
        Expect.Told(second.Run("show", list), 67, "there is no list");
        Agreed(first, second);
    }

    [SharingFact]
    public void Full_reads_everything_again_after_a_restore()
    {
        SharingHost first = Host("mx1");
        string list = first.CreateList("dev", ["ann@a.example"]);
        first.Join();
        SharingHost second = Host("mx2").Join();
        string backup = Path.Combine(first.Folder, "backup.db");
        first.Query($"VACUUM INTO '{backup}'");
        first.Ok("subscribe", list, "bob@b.example");
        second.Ok("subscribe", list, "carl@c.example");
        first.Ok("sync");
        foreach (string file in Directory.EnumerateFiles(first.Data, "lists.db*"))
        {
            File.Delete(file);
        }

        File.Copy(backup, Path.Combine(first.Data, "lists.db"));
        Command.Run("/bin/sh", ["-c", $"chown --reference='{first.Data}' '{first.Data}'/*"]);
        Assert.Equal(["ann@a.example"], first.Subscribers());
        first.Ok("sync", "--full");
        Assert.Equal(["ann@a.example", "bob@b.example", "carl@c.example"], first.Subscribers());
        Agreed(first, second);
    }

    [SharingFact]
    public void It_publishes_everything_again_when_Consul_lost_it()
    {
        SharingHost first = Host("mx1");
        first.CreateList("dev", ["ann@a.example"]);
        first.Join();
        SharingHost second = Host("mx2").Join();
        second.Ok("sync");
        first.Ok("sync");
        string[] keys = [.. Store.Keys().Where(key => key.StartsWith("state/", StringComparison.Ordinal))];
        Store.Clear();
        Assert.Equal(75, first.Run("status").ExitCode);
        Agreed(first, second);
        Assert.Equal(keys, Store.Keys().Where(key => key.StartsWith("state/", StringComparison.Ordinal)));
        first.Ok("status");
    }

    [SharingFact]
    public void A_host_that_has_not_joined_is_told_to()
    {
        SharingHost host = Host("mx1");
        Expect.Told(host.Run("sync"), 78, "not a member of a cluster yet", "run `mailinglist join`");
        string list = host.CreateList("dev", ["ann@a.example"]);
        Result lists = host.Ok("lists");
        Assert.Contains(list, lists.Output, StringComparison.Ordinal);
        Assert.Contains("run `mailinglist join`", lists.Error, StringComparison.Ordinal);
        Expect.Done(host.Deliver(list, Some.Post()));
        Assert.Single(host.Copies());
        Assert.Empty(Store.Keys());
    }

    [SharingFact]
    public void With_Consul_down_it_says_what_is_still_to_be_told()
    {
        (SharingHost host, TcpProxy network) = Far("mx1");
        host.Join();
        network.Mode = TcpProxyMode.Refuse;
        string list = host.CreateList("dev", []);
        Expect.Told(host.Run("sync"), 75, $"Consul at http://127.0.0.1:{network.Port}", "changes of this host are still to be told");
        network.Mode = TcpProxyMode.Pass;
        Assert.Contains(" 0 changes left to tell", host.Ok("sync").Output, StringComparison.Ordinal);
        Assert.Contains($"state/{list}/settings", Store.Keys());
    }

    [SharingFact]
    public void What_cannot_be_read_is_named()
    {
        SharingHost first = Host("mx1");
        string list = first.CreateList("dev", ["ann@a.example"]);
        first.Join();
        SharingHost second = Host("mx2");
        Store.Put($"state/{list}/subscribers", "this is no container");
        Result joined = second.Ok("join", "--yes");
        Result synced = second.Ok("sync", "--full");
        Assert.Contains($"state/{list}/subscribers", joined.Error + synced.Error, StringComparison.Ordinal);
        Result status = second.Run("status");
        Assert.Equal(75, status.ExitCode);
        Assert.Contains($"state/{list}/subscribers: ", status.Output, StringComparison.Ordinal);
    }
}
