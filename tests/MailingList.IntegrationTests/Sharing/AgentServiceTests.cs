using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>`agent` as a service: how it begins and ends, and what Consul's catalog and systemd hear of it.</summary>
public sealed class AgentServiceTests(OneConsul consul) : SharingTest(consul)
{
    [SharingFact]
    public void It_is_in_the_catalog_while_it_runs()
    {
        // A name of its own: Consul keeps the state of a check that is registered again, and an agent that another test killed left one.
        SharingHost host = Host("catalog").Join();
        Assert.Null(Store.Agent(host.Name));
        host.StartAgent();
        Wait.Until(() => Store.Agent(host.Name)?.Status == "passing", "it is in the catalog", () => host.LogText);
        (Dictionary<string, string> meta, string type, _, string note) = Store.Agent(host.Name)!.Value;
        Assert.Equal("ttl", type);
        Assert.Equal(new() { ["host"] = host.Name, ["version"] = "0.1.0", ["prefix"] = Prefix }, meta);
        Assert.Matches("^{\"time\":[0-9]+,\"unpublished\":0,\"troubles\":0}$", note);
        Wait.Until(() => Store.Note(host.Name) != note, "it says again that it lives", () => host.LogText);

        Assert.Equal(new Result(0, string.Empty, string.Empty), host.StopAgent());
        Wait.Until(() => Store.Agent(host.Name) is null, "it is gone from the catalog", () => host.LogText);
        Assert.Contains($"agent of {host.Name} stopped", host.LogLines[^1], StringComparison.Ordinal);
    }

    [SharingTheory]
    [InlineData(nameof(TcpProxyMode.Pass), "INT")]
    [InlineData(nameof(TcpProxyMode.Refuse), "TERM")]
    [InlineData(nameof(TcpProxyMode.Silent), "TERM")]
    public void It_ends_when_it_is_told_to_whatever_Consul_does(string mode, string signal)
    {
        (SharingHost host, TcpProxy network) = Far("mx1");
        host.Join().StartAgent();
        Wait.Until(() => Store.Agent(host.Name)?.Status == "passing", "it is in the catalog", () => host.LogText);
        network.Mode = Enum.Parse<TcpProxyMode>(mode);
        Assert.Equal(new Result(0, string.Empty, string.Empty), host.StopAgent(signal));
        Assert.Equal(network.Mode != TcpProxyMode.Pass, host.LogText.Contains("Consul could not be told", StringComparison.Ordinal));
    }

    [SharingFact]
    public void After_a_kill_the_next_one_takes_over()
    {
        SharingHost host = Host("killed").Join();
        SharingHost other = Host("mx2").Join();
        host.StartAgent();
        Wait.Until(() => Store.Agent(host.Name)?.Status == "passing", "it is in the catalog", () => host.LogText);
        string? note = Store.Note(host.Name);
        host.KillAgent();
        Assert.NotNull(Store.Agent(host.Name));
        string list = other.CreateList("dev", ["ann@a.example"]);

        host.StartAgent();
        Wait.Until(() => host.Subscribers() is ["ann@a.example"], "it hears what it missed", () => host.LogText);
        Wait.Until(() => Store.Agent(host.Name)?.Status == "passing" && Store.Note(host.Name) != note, "it says that it lives", () => host.LogText);
        other.Ok("subscribe", list, "bob@b.example");
        Wait.Until(() => host.Subscribers().Length == 2, "it hears what comes", () => host.LogText);
        Assert.Equal(0, host.StopAgent().ExitCode);
        Wait.Until(() => Store.Agent(host.Name) is null, "it is gone from the catalog", () => host.LogText);
    }

    [SharingFact]
    public void There_is_one_on_a_host()
    {
        SharingHost host = Host("mx1").Join();
        SharingHost other = Host("mx2").Join();
        host.StartAgent();
        Expect.Told(host.Run("agent"), 64, "an agent runs on this host already");
        // Who was turned away has taken nothing with it: neither the lock nor the service.
        Expect.Told(host.Run("agent"), 64, "an agent runs on this host already");
        Wait.Until(() => Store.Agent(host.Name)?.Status == "passing", "it is in the catalog", () => host.LogText);
        other.CreateList("dev", ["ann@a.example"]);
        Wait.Until(() => host.Subscribers() is ["ann@a.example"], "it hears the other host", () => host.LogText);
        Assert.Equal(0, host.StopAgent().ExitCode);
        host.StartAgent();
    }

    [SharingFact]
    public void A_host_that_has_not_joined_is_told_to_and_nothing_goes_to_Consul()
    {
        SharingHost host = Host("mx1");
        Expect.Told(host.Run("agent"), 78, "not a member of a cluster yet", "run `mailinglist join`");
        Assert.Null(Store.Agent(host.Name));
        Assert.Empty(Store.Keys());
        host.Join().StartAgent();
    }

    [SharingTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Systemd_hears_that_it_is_ready_and_that_it_stops_also_without_Consul(bool isAbstract)
    {
        (SharingHost host, TcpProxy network) = Far("mx1");
        using NotifySocket systemd = Systemd(host.Join(), isAbstract);
        network.Mode = TcpProxyMode.Refuse;
        host.StartAgent();
        Wait.Until(() => systemd.Said is ["READY=1"], "it is ready", () => host.LogText);
        Assert.Equal(0, host.StopAgent().ExitCode);
        Wait.Until(() => systemd.Said.Length > 1, "it stops", () => host.LogText);
        Assert.Equal(["READY=1", "STOPPING=1"], systemd.Said);
    }

    [SharingFact]
    public void Systemd_hears_that_it_lives_for_as_long_as_it_does()
    {
        (SharingHost host, TcpProxy network) = Far("mx1");
        using NotifySocket systemd = Systemd(host.Join(), isAbstract: false);
        host.SetVariable("WATCHDOG_USEC", "1000000");
        host.StartAgent();
        Lives();
        network.Mode = TcpProxyMode.Silent;
        Lives();
        network.Mode = TcpProxyMode.Refuse;
        Lives();
        host.CreateList("dev", ["ann@a.example"]);
        Lives();
        Assert.Equal("READY=1", systemd.Said[0]);
        Assert.Equal(0, host.StopAgent().ExitCode);
        Wait.Until(() => systemd.Said[^1] == "STOPPING=1", "it stops", () => host.LogText);

        void Lives()
        {
            int before = systemd.Said.Length;
            Wait.Until(() => systemd.Said[before..].Count(said => said == "WATCHDOG=1") >= 2, "it lives", () => host.LogText);
        }
    }

    [SharingTheory]
    [InlineData("/nonexistent/notify")]
    [InlineData("@mailinglist-test-that-nobody-listens-to")]
    [InlineData("notify")]
    [InlineData("/a/path/that/is/longer/than/any/socket/may/have/0123456789/0123456789/0123456789/0123456789/0123456789/0123456789")]
    public void A_systemd_that_does_not_listen_is_noted_and_harms_nothing(string socket)
    {
        SharingHost host = Host("mx1").Join();
        host.SetVariable("NOTIFY_SOCKET", socket);
        host.SetVariable("WATCHDOG_USEC", "1000000");
        host.StartAgent();
        Wait.Until(() => Store.Agent(host.Name)?.Status == "passing", "it is in the catalog", () => host.LogText);
        Assert.Equal(new Result(0, string.Empty, string.Empty), host.StopAgent());
        Assert.Single(host.LogLines, line => line.Contains($"systemd cannot be told at {socket}: ", StringComparison.Ordinal));
    }

    private static NotifySocket Systemd(SharingHost host, bool isAbstract)
    {
        string name = isAbstract ? $"@mailinglist-test/{Guid.NewGuid():N}" : Path.Combine(host.Folder, "notify");
        host.SetVariable("NOTIFY_SOCKET", name);
        return new NotifySocket(name);
    }
}
