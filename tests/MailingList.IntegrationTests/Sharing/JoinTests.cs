using System.Diagnostics;

using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;
using Xunit.Abstractions;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>`join`: hosts become a cluster, and nothing that one of them knew is lost.</summary>
public sealed class JoinTests(OneConsul consul, ITestOutputHelper output) : SharingTest(consul)
{
    [SharingFact]
    public void The_first_founds_a_cluster_and_the_second_gets_its_lists()
    {
        SharingHost first = Host("mx1");
        string list = first.CreateList("dev", ["ann@a.example", "bob@b.example"]);
        Result founded = first.Ok("join", "--yes");
        Assert.Contains("there is no cluster yet; this host's lists will be its first", founded.Output, StringComparison.Ordinal);
        Assert.Matches("joined cluster [0-9a-f-]{36}: 0 records came, [1-9][0-9]* containers were written", founded.Output);

        SharingHost second = Host("mx2");
        Result joined = second.Ok("join", "--yes");
        Assert.Matches($@"{list} +new +as there +-\n", joined.Output);
        Assert.Equal(["ann@a.example", "bob@b.example"], second.Subscribers());
        Assert.Equal(string.Empty, founded.Error + joined.Error);
        Agreed(first, second);
    }

    [SharingFact]
    public void What_both_knew_is_merged_and_shown_before()
    {
        SharingHost first = Host("mx1");
        string list = first.CreateList("dev", ["ann@a.example", "bob@b.example"]);
        first.CreateList("one", ["ann@a.example"]);
        first.Join();
        SharingHost second = Host("mx2");
        second.CreateList("dev", ["bob@b.example", "carl@c.example"], "posting=announce");
        second.CreateList("two", ["dan@d.example"]);

        string table = second.Ok("join", "--yes").Output;
        Assert.Matches($@"{list} +2 +3 +", table);
        Assert.Matches(@"one@lists.example.org +new +1 +-\n", table);
        Assert.Matches(@"two@lists.example.org +1 +1 +none\n", table);
        string all = Agreed(first, second);
        Assert.All((string[])["ann@a.example", "bob@b.example", "carl@c.example", "dan@d.example"], address => Assert.Contains(address, all, StringComparison.Ordinal));
        Assert.Equal(first.Ok("show", list, "--json").Output, second.Ok("show", list, "--json").Output);
        // The second list's settings are the later ones.
        Assert.Contains("announce", first.Ok("show", list).Output, StringComparison.Ordinal);
    }

    [SharingFact]
    public void A_setting_that_will_change_here_is_named()
    {
        SharingHost second = Host("mx2");
        string list = second.CreateList("dev", [], "max-size=100k");
        SharingHost first = Host("mx1");
        first.CreateList("dev", [], "max-size=200k");
        first.Join();
        Assert.Matches($@"{list} +0 +0 +.*max-size=200", second.Ok("join", "--dry-run").Output);
    }

    [SharingFact]
    public void A_dry_run_changes_nothing()
    {
        SharingHost first = Host("mx1");
        first.CreateList("dev", ["ann@a.example"]);
        Assert.Contains("there is no cluster yet", first.Ok("join", "--dry-run").Output, StringComparison.Ordinal);
        Assert.Empty(Store.Everything());
        first.Join();

        SharingHost second = Alone("mx2");
        second.CreateList("own", ["bob@b.example"]);
        string configuration = File.ReadAllText(second.Configuration);
        string[] files = Files(second);
        (string here, string there) = (second.Canonical(), Store.Everything());
        Result trial = second.Ok("join", "--dry-run", "--address", Address, "--prefix", Prefix);
        Assert.Matches(@"dev@lists.example.org +new +1 +-\n", trial.Output);
        Assert.Matches(@"own@lists.example.org +1 +1 +none\n", trial.Output);
        Assert.Equal((here, there, configuration), (second.Canonical(), Store.Everything(), File.ReadAllText(second.Configuration)));
        Assert.Equal(files, Files(second));
    }

    [SharingFact]
    public void It_asks_and_where_nobody_can_be_asked_it_needs_yes()
    {
        SharingHost host = Alone("mx1");
        string configuration = File.ReadAllText(host.Configuration);
        Fails(host.Run("join", "--address", Address, "--prefix", Prefix), 64, "a cluster will be founded: say --yes");
        Assert.Equal(configuration, File.ReadAllText(host.Configuration));
        Assert.Empty(Store.Everything());

        Result no = Terminal.Run(host, "n\n", "join", "--address", Address, "--prefix", Prefix);
        Assert.Equal(77, no.ExitCode);
        Assert.Contains("a cluster will be founded. Go on? [y/N]", no.Output, StringComparison.Ordinal);
        Assert.Equal(configuration, File.ReadAllText(host.Configuration));

        Assert.Equal(0, Terminal.Run(host, "y\n", "join", "--address", Address, "--prefix", Prefix).ExitCode);
        Assert.Contains("feed/mx1.example.net", Store.Keys());
    }

    [SharingFact]
    public void It_writes_where_Consul_is_into_the_configuration()
    {
        SharingHost host = Alone("mx1");
        Expect.Told(host.Run("join", "--yes"), 64, "there is no [consul] in", "--address http://127.0.0.1:8500");
        string before = File.ReadAllText(host.Configuration);
        Command.Run("/bin/chmod", ["640", host.Configuration]);
        host.Ok("join", "--yes", "--address", Address, "--prefix", Prefix);
        Assert.Equal($"{before}\n[consul]\naddress = \"{Address}\"\nprefix = \"{Prefix}\"\n", File.ReadAllText(host.Configuration));
        Assert.Equal("640", Command.Run("/usr/bin/stat", ["-c", "%a", host.Configuration]).Output.Trim());

        string written = File.ReadAllText(host.Configuration);
        Assert.Contains("this host is a member of cluster", host.Ok("join", "--address", Address, "--prefix", Prefix).Output, StringComparison.Ordinal);
        Expect.Told(host.Run("join", "--address", "http://127.0.0.1:1"), 64, "has a [consul] already", Address);
        Expect.Told(host.Run("join", "--prefix", "other"), 64, "has a [consul] already");
        Assert.Equal(written, File.ReadAllText(host.Configuration));
    }

    [SharingFact]
    public void A_configuration_that_cannot_be_written_is_said_before_anything_is_done()
    {
        SharingHost host = Alone("mx1");
        string text = File.ReadAllText(host.Configuration);
        File.SetUnixFileMode(host.Configuration, (UnixFileMode)0b100_100_100);
        // Root may write whatever the mode says.
        string[] command = [.. Environment.IsPrivilegedProcess ? (string[])["/usr/bin/setpriv", $"--reuid={Sandbox.User}", "--clear-groups"] : [],
            Repository.Executable, "join", "--yes", "--address", Address, "--prefix", Prefix];
        Expect.Told(Command.Run(command[0], command[1..], [], host.Environment()), 78, $"[consul] cannot be written into {host.Configuration}", "write it by hand");
        Assert.Equal(text, File.ReadAllText(host.Configuration));
        Assert.Empty(Store.Everything());
    }

    [SharingFact]
    public void Who_joins_twice_hears_so()
    {
        SharingHost host = Host("mx1").Join();
        string before = Store.Everything();
        Result again = host.Ok("join");
        Assert.Matches("^this host is a member of cluster [0-9a-f-]{36} already: `mailinglist status`\n$", again.Output);
        Assert.Equal(before, Store.Everything());
    }

    [SharingFact]
    public void While_Consul_is_down_it_says_try_again_and_can_be_run_again()
    {
        TcpProxy network = Made(new TcpProxy(new Uri(Address).Port));
        SharingHost host = Alone("mx1");
        string configuration = File.ReadAllText(host.Configuration);
        string[] join = ["join", "--yes", "--address", $"http://127.0.0.1:{network.Port}", "--prefix", Prefix];
        network.Mode = TcpProxyMode.Refuse;
        Expect.Told(host.Run(join), 75, "Consul at http://127.0.0.1:", "this host joins when `mailinglist join` is run again");
        Assert.Equal(configuration, File.ReadAllText(host.Configuration));
        network.Mode = TcpProxyMode.Pass;
        host.Ok(join);
        Assert.Contains("feed/mx1.example.net", Store.Keys());
    }

    [SharingFact]
    public void Killed_at_any_moment_and_run_again_it_merges()
    {
        const int Kills = 10;
        SharingHost first = Host("mx0");
        first.CreateList("first", Some.Addresses(500));
        first.Join();
        var random = new Random(4711);
        int longest = (int)Timed(() => JoinNew("measured").Run("join", "--yes")).Time.TotalMilliseconds;
        int hits = 0;
        for (int i = 1; i <= Kills; i++)
        {
            SharingHost host = JoinNew($"mx{i}");
            using (Process join = host.Start("join", "--yes"))
            {
                hits += join.WaitForExit(random.Next(longest)) ? 0 : 1;
                join.Kill();
                join.WaitForExit();
            }

            host.Ok("join", "--yes");
            Assert.Empty(Directory.EnumerateFiles(host.Data, "join-*"));
            string all = Agreed(first, host);
            Assert.Contains($"{{\"list\":\"list-{host.Name.Split('.')[0]}@lists.example.org\"", all, StringComparison.Ordinal);
            Assert.Equal(500 + 200, host.Subscribers().Length - (200 * i));
        }

        output.WriteLine($"{hits} of {Kills} kills hit a process that ran, in its first {longest} ms");
        Assert.True(hits > 0, "no kill hit");

        SharingHost JoinNew(string name)
        {
            SharingHost host = Host(name);
            host.CreateList($"list-{name}", Enumerable.Range(0, 200).Select(i => $"{name}-{i}@a.example"));
            return host;
        }
    }

    [SharingFact]
    public void Another_cluster_under_the_prefix_is_told_loudly_and_can_be_joined()
    {
        SharingHost host = Host("mx1");
        string list = host.CreateList("dev", ["ann@a.example"]);
        host.Join();
        string ours = ClusterOf(host);
        Store.Clear();
        SharingHost other = Host("mx2");
        other.CreateList("other", ["zoe@z.example"]);
        other.Join();
        string theirs = ClusterOf(other);
        string lies = $"cluster {theirs} lies there, this host belongs to {ours}: nothing is exchanged";

        Expect.Told(host.Run("sync"), 78, lies, "join that cluster with `mailinglist join`");
        Result subscribed = host.Ok("subscribe", list, "bob@b.example");
        Assert.Contains(lies, subscribed.Error, StringComparison.Ordinal);
        Assert.Contains("saved here", subscribed.Error, StringComparison.Ordinal);
        Assert.Equal("bob@b.example: subscribed\n", subscribed.Output);
        Expect.Done(host.Deliver(list, Some.Post()));
        Assert.Single(host.Copies());
        Result status = host.Run("status");
        Assert.Equal(75, status.ExitCode);
        Assert.Contains($"cluster {theirs} lies in Consul, this host belongs to {ours}", status.Output, StringComparison.Ordinal);
        host.StartAgent();
        Wait.Until(() => host.LogText.Contains(lies, StringComparison.Ordinal), "the agent says so", () => host.LogText);
        Assert.Equal(0, host.StopAgent().ExitCode);
        Assert.DoesNotContain(Store.Keys(), key => key.Contains("mx1", StringComparison.Ordinal) || key.Contains("dev@", StringComparison.Ordinal) || key.StartsWith("posts/", StringComparison.Ordinal));

        Fails(host.Run("join"), 64, $"this host will join cluster {theirs} and leave {ours}: say --yes");
        host.Ok("join", "--yes");
        string all = Agreed(host, other);
        Assert.All((string[])["ann@a.example", "bob@b.example", "zoe@z.example"], address => Assert.Contains(address, all, StringComparison.Ordinal));
        Assert.Equal(theirs, ClusterOf(host));
    }

    private static string ClusterOf(SharingHost host)
    {
        using var status = System.Text.Json.JsonDocument.Parse(host.Run("status", "--json").Output);
        return status.RootElement.GetProperty("cluster").GetString()!;
    }

    private static string[] Files(SharingHost host) =>
        [.. Directory.EnumerateFiles(host.Data).Select(file => Path.GetFileName(file)).Where(name => name is not ("mailinglist.log" or "lists.db-wal" or "lists.db-shm")).Order()];
}
