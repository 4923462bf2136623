using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>`agent`: hosts hear of each other at once, whatever becomes of Consul, and nobody waits for it.</summary>
public sealed class AgentTests(OneConsul consul) : SharingTest(consul)
{
    [SharingFact]
    public void What_another_host_changes_arrives_without_a_verb()
    {
        (SharingHost first, SharingHost second) = TwoWithAgents(Host("mx1"), Host("mx2"));
        string list = first.CreateList("dev", ["ann@a.example", "bob@b.example"]);
        Knows(second, "ann@a.example", "bob@b.example");
        second.Ok("unsubscribe", list, "ann@a.example");
        Knows(first, "bob@b.example");
        first.Ok("subscribe", list, "carl@c.example");
        Knows(second, "bob@b.example", "carl@c.example");
        second.Ok("delete", list, "--yes");
        Knows(first);
        Assert.Equal(first.Canonical(), second.Canonical());
    }

    [SharingTheory]
    [InlineData(nameof(TcpProxyMode.Refuse))]
    [InlineData(nameof(TcpProxyMode.Silent))]
    public void What_could_not_be_told_is_told_as_soon_as_Consul_is_back(string mode)
    {
        (SharingHost host, TcpProxy network) = Far("mx1");
        (SharingHost first, SharingHost second) = TwoWithAgents(host, Host("mx2"));
        string list = first.CreateList("dev", ["ann@a.example"]);
        Knows(second, "ann@a.example");

        network.Mode = Enum.Parse<TcpProxyMode>(mode);
        Assert.Contains("saved here", first.Ok("subscribe", list, "bob@b.example").Error, StringComparison.Ordinal);
        Assert.Empty(second.Ok("subscribe", list, "carl@c.example").Error);
        Expect.Done(first.Deliver(list, Some.Post()));
        Assert.DoesNotContain(Store.Keys(), key => key.StartsWith("posts/", StringComparison.Ordinal));

        network.Mode = TcpProxyMode.Pass;
        Knows(first, "ann@a.example", "bob@b.example", "carl@c.example");
        Knows(second, "ann@a.example", "bob@b.example", "carl@c.example");
        Wait.Until(() => Store.Keys().Any(key => key.StartsWith("posts/", StringComparison.Ordinal)), "the post is called done", () => first.LogText);
    }

    [SharingFact]
    public void It_begins_without_Consul_and_says_once_that_it_fails_and_once_that_it_works()
    {
        (SharingHost host, TcpProxy network) = Far("mx1");
        host.Join();
        network.Mode = TcpProxyMode.Refuse;
        host.StartAgent();
        Wait.Until(() => host.LogLines.Count(line => line.Contains(": Consul at http", StringComparison.Ordinal)) == 2, "it says what fails", () => host.LogText);
        network.Mode = TcpProxyMode.Pass;
        Wait.Until(() => host.LogText.Contains("following: works again", StringComparison.Ordinal), "it follows", () => host.LogText);
        Wait.Until(() => Store.Agent(host.Name)?.Status == "passing", "it is in the catalog", () => host.LogText);
        Assert.Single(host.LogLines, line => line.Contains("following: Consul at", StringComparison.Ordinal));
        Assert.Single(host.LogLines, line => line.Contains("following: works again", StringComparison.Ordinal));
    }

    [SharingFact]
    public async Task A_Consul_that_comes_back_empty_gets_everything_again()
    {
        using ConsulServer server = await ConsulServer.StartAsync();
        using var store = new ConsulStore(server, Prefix);
        (SharingHost first, SharingHost second) = TwoWithAgents(
            Made(SharingHost.At(server.Address.Port, Prefix, "mx1")), Made(SharingHost.At(server.Address.Port, Prefix, "mx2")));
        string list = first.CreateList("dev", Some.Addresses(500));
        second.Ok("subscribe", list, "ann@a.example");
        string[] all = [.. Some.Addresses(500).Append("ann@a.example").Order(StringComparer.Ordinal)];
        Knows(first, all);
        Knows(second, all);
        Wait.Until(() => IsInCatalog(store, first) && IsInCatalog(store, second), "both are in the catalog", () => first.LogText + second.LogText);
        string? meta = store.Value("meta");

        await server.RestartEmptyAsync();

        Wait.Until(
            () => store.Value($"state/{list}/settings") is not null && HasTold(first) && HasTold(second),
            "everything is there again",
            () => string.Join('\n', store.Keys()) + first.LogText + second.LogText);
        Wait.Until(() => IsInCatalog(store, first) && IsInCatalog(store, second), "both are in the catalog again", () => first.LogText + second.LogText);
        Assert.Equal(meta, store.Value("meta"));
        SharingHost third = Made(SharingHost.At(server.Address.Port, Prefix, "mx3")).Join();
        Assert.Equal(all, third.Subscribers());
        Assert.Equal(first.Ok("show", list, "--json").Output, third.Ok("show", list, "--json").Output);
        third.Ok("unsubscribe", list, "ann@a.example");
        Knows(first, all[1..]);
        Knows(second, all[1..]);
    }

    [SharingFact]
    public void While_it_hangs_posts_and_verbs_go_on()
    {
        (SharingHost first, SharingHost second) = TwoWithAgents(Host("mx1"), Host("mx2"));
        string list = first.CreateList("dev", ["ann@a.example"]);
        Knows(second, "ann@a.example");
        first.HangAgent();

        byte[] post = Some.Post();
        Expect.Done(first.Deliver(list, post));
        Assert.Equal(["ann@a.example"], Assert.Single(first.Copies()).Recipients);
        // The other host hears that it is done, as if nothing were wrong.
        Expect.Done(second.Deliver(list, post));
        Assert.Empty(second.Copies());

        Assert.Empty(first.Ok("subscribe", list, "bob@b.example").Error);
        Knows(second, "ann@a.example", "bob@b.example");
        string other = second.CreateList("other", ["carl@c.example"]);
        // A list that is not known here is asked for, whoever else should have.
        Expect.Done(first.Deliver(other, Some.Post()));
        Assert.Equal(2, first.Copies().Count);
        Assert.Contains("ann@a.example", first.Ok("export", list).Output, StringComparison.Ordinal);
        first.Ok("status");

        second.Ok("subscribe", list, "dan@d.example");
        first.SignalAgent("CONT");
        Knows(first, "ann@a.example", "bob@b.example", "carl@c.example", "dan@d.example");
    }

    private static (SharingHost First, SharingHost Second) TwoWithAgents(SharingHost first, SharingHost second)
    {
        foreach (SharingHost host in (SharingHost[])[first, second])
        {
            host.Join().StartAgent();
        }

        return (first, second);
    }

    private static bool HasTold(SharingHost host) => host.Run("status").Output.Contains(", 0 changes here to tell, ", StringComparison.Ordinal);

    private static bool IsInCatalog(ConsulStore store, SharingHost host) => store.Agent(host.Name)?.Status == "passing";

    // The database is asked, not a verb: a verb would look for itself.
    private static void Knows(SharingHost host, params string[] subscribers) =>
        Wait.Until(() => host.Subscribers().SequenceEqual(subscribers), $"{host.Name} knows {string.Join(' ', subscribers)}", () => $"{string.Join(' ', host.Subscribers())}\n{host.LogText}");
}
