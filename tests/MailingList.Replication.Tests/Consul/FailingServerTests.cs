using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul;

public sealed class FailingServerTests
{
    [ConsulFact]
    public async Task Without_a_leader_nothing_is_done_and_that_is_said()
    {
        using ConsulServer server = await ConsulServer.StartAsync(new ConsulServerOptions { BootstrapExpect = 3 });
        using var client = new ConsulClient(Some.Options(server.Address));

        ConsulException failure = await Expect.ProblemAsync(ConsulProblem.NoLeader, () => client.ReadAsync("a", ReadMode.Default));
        Assert.Contains("500 No cluster leader", failure.Message, StringComparison.Ordinal);
        await Expect.ProblemAsync(ConsulProblem.NoLeader, () => client.WriteAsync("a", Some.Bytes("one"), 0, null));
        await Expect.ProblemAsync(ConsulProblem.NoLeader, () => client.TransactAsync([new KeyOperation.Set("a", Some.Bytes("one"), 0)]));
        Assert.Null(await client.LeaderAsync());

        // A server that never knew a leader does not answer these either (1.8.7).
        await Expect.ProblemAsync(ConsulProblem.NoLeader, () => client.ReadAsync("a", ReadMode.Stale));
        Assert.Empty(await client.PeersAsync());
    }

    [ConsulFact]
    public async Task What_was_stored_is_there_after_a_kill_and_a_stop()
    {
        using ConsulServer server = await ConsulServer.StartAsync();
        using var client = new ConsulClient(Some.Options(server.Address));
        await client.WriteAsync("a", Some.Bytes("one"), 0, null);

        server.Kill();
        await Expect.ProblemAsync(ConsulProblem.Unreachable, () => client.WriteAsync("a", Some.Bytes("lost"), 0, null));
        await server.RestartAsync();
        Assert.Equal("one", Some.Text(await client.ReadAsync("a", ReadMode.Default)));

        await server.StopAsync();
        await server.RestartAsync();
        Assert.Equal("one", Some.Text(await client.ReadAsync("a", ReadMode.Default)));
    }

    [Fact]
    public async Task Where_nobody_listens_the_address_is_named()
    {
        int port = Some.ClosedPort();
        using var client = new ConsulClient(Some.OptionsOfPort(port));

        ConsulException failure = await Expect.ProblemAsync(ConsulProblem.Unreachable, () => client.ReadAsync("a b", ReadMode.Default));

        Assert.Null(failure.Status);
        Assert.StartsWith($"Consul at http://127.0.0.1:{port}: GET /v1/kv/test/", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("/a%20b: Connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_is_not_there_is_named()
    {
        using var client = new ConsulClient(Some.Options(new Uri("unix:///nowhere/consul.sock")));

        ConsulException failure = await Expect.ProblemAsync(ConsulProblem.Unreachable, () => client.LeaderAsync());

        Assert.Contains("unix:///nowhere/consul.sock", failure.Message, StringComparison.Ordinal);
    }
}
