using System.Text.Json;

using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>`status`: who is there, what is left to exchange, and an exit code for whoever watches.</summary>
public sealed class StatusTests(OneConsul consul) : SharingTest(consul)
{
    [SharingFact]
    public void It_shows_every_host()
    {
        SharingHost first = Host("mx1");
        first.CreateList("dev", ["ann@a.example"]);
        first.Join();
        SharingHost second = Host("mx2").Join();
        second.StartAgent();
        Wait.Until(() => Store.Agent(second.Name)?.Status == "passing", "the agent is in the catalog", () => second.LogText);

        Result status = first.Ok("status");
        Assert.Matches(@"^cluster [0-9a-f-]{36}, quorum, 0 changes here to tell, heard of the others \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", status.Lines[0]);
        Assert.Matches(@"^host +agent +last seen +version +behind +to tell +clock$", status.Lines[1]);
        Assert.Matches(@"^mx1.example.net +none +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +0\.1\.0 +0 +0 +-$", status.Lines[2]);
        Assert.Matches(@"^mx2.example.net +passing +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +0\.1\.0 +\d+ +0 +\S.*$", status.Lines[3]);
        Assert.Equal(4, status.Lines.Length);

        using var json = JsonDocument.Parse(first.Ok("status", "--json").Output);
        Assert.Equal(
            ["cluster", "quorum", "problem", "unpublished", "last-exchange", "clock-ahead-seconds", "hosts", "troubles"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.True(json.RootElement.GetProperty("quorum").GetBoolean());
        JsonElement host = json.RootElement.GetProperty("hosts")[1];
        Assert.Equal(
            ["host", "agent", "last-seen", "version", "behind", "unpublished", "clock-ahead-seconds"],
            host.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("mx2.example.net", "passing"), (host.GetProperty("host").GetString(), host.GetProperty("agent").GetString()));
    }

    [SharingFact]
    public void A_host_that_has_not_joined_and_a_Consul_that_is_down_are_75()
    {
        (SharingHost host, TcpProxy network) = Far("mx1");
        Result status = host.Run("status");
        Assert.Equal(75, status.ExitCode);
        Assert.StartsWith("cluster none, quorum, ", status.Output, StringComparison.Ordinal);
        Assert.Contains("run `mailinglist join`", status.Output, StringComparison.Ordinal);

        host.Join();
        host.Ok("status");
        foreach ((TcpProxyMode mode, string said) in ((TcpProxyMode, string)[])[(TcpProxyMode.Refuse, "refused"), (TcpProxyMode.Silent, "no answer within ")])
        {
            network.Mode = mode;
            status = host.Run("status");
            Assert.Equal(75, status.ExitCode);
            Assert.Contains(", no quorum, ", status.Output, StringComparison.Ordinal);
            Assert.Contains($"Consul at http://127.0.0.1:{network.Port}", status.Output, StringComparison.Ordinal);
            Assert.Contains(said, status.Output, StringComparison.Ordinal);
            Assert.Contains("mx1.example.net", status.Output, StringComparison.Ordinal);
            using var json = JsonDocument.Parse(host.Run("status", "--json").Output);
            Assert.False(json.RootElement.GetProperty("quorum").GetBoolean());
        }
    }

    [SharingFact]
    public void A_clock_that_is_ahead_is_told()
    {
        SharingHost first = Host("mx1").Join();
        SharingHost second = Host("mx2").Join();
        // As a host of which the clock is an hour ahead.
        second.Query($"INSERT INTO clock (id, stamp) VALUES (1, '{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds():x12}-0000-mx2.example.net') ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp RETURNING 1");
        second.CreateList("dev", []);
        first.Ok("sync");
        Assert.Contains("ahead of this host's clock: set the clocks", first.Ok("status").Output, StringComparison.Ordinal);
    }

    [SharingFact]
    public void A_note_that_Consul_held_back_is_not_taken_for_a_clock_that_is_behind()
    {
        SharingHost first = Host("mx1").Join();
        SharingHost second = Host("mx2").Join();
        second.StartAgent();
        Wait.Until(() => Store.Agent(second.Name)?.Status == "passing", "the agent is in the catalog", () => second.LogText);
        second.KillAgent();

        Assert.Equal(0, ClockAfter(TimeSpan.FromMinutes(7)));
        Assert.InRange(ClockAfter(TimeSpan.FromMinutes(20)), -1300, -1200);

        long ClockAfter(TimeSpan age)
        {
            string note = $"{{\"time\":{(DateTimeOffset.UtcNow - age).ToUnixTimeMilliseconds()},\"unpublished\":0,\"troubles\":0}}";
            Store.Say(second.Name, note);
            Wait.Until(() => Store.Agent(second.Name) is { Status: "passing" } agent && agent.Output == note, "the catalog has it");
            using var json = JsonDocument.Parse(first.Ok("status", "--json").Output);
            return json.RootElement.GetProperty("hosts")[1].GetProperty("clock-ahead-seconds").GetInt64();
        }
    }
}
