using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul;

[Collection(SharedConsulTests.Name)]
public sealed class BadNetworkTests : IDisposable
{
    private readonly TcpProxy _network;

    private readonly ConsulClient _client;

    public BadNetworkTests(SharedConsul consul)
    {
        _network = new TcpProxy(ConsulBinary.Path is null ? Some.ClosedPort() : consul.Server.Address.Port);
        _client = ClientWith(Some.LongTime);
    }

    public void Dispose()
    {
        _client.Dispose();
        _network.Dispose();
    }

    [ConsulFact]
    public async Task A_network_that_is_silent_ends_at_the_time_limit_and_works_again()
    {
        using ConsulClient impatient = ClientWith(Some.ShortTime);
        _network.Mode = TcpProxyMode.Silent;

        ConsulException failure = await Expect.ProblemAsync(ConsulProblem.TimedOut, () => impatient.ReadAsync("a", ReadMode.Default));
        Assert.Contains("no answer within 0.3 s", failure.Message, StringComparison.Ordinal);
        await Expect.ProblemAsync(ConsulProblem.TimedOut, () => impatient.WriteAsync("a", Some.Bytes("one"), 0, null));
        await Expect.ProblemAsync(ConsulProblem.TimedOut, () => impatient.ReadAllAsync("a", ReadMode.Default, new BlockingQuery(1, Some.ShortTime)));

        _network.Mode = TcpProxyMode.Pass;
        Assert.True(await _client.WriteAsync("b", Some.Bytes("one"), 0, null));
    }

    [ConsulFact]
    public async Task The_callers_wish_to_stop_is_not_a_time_limit()
    {
        _network.Mode = TcpProxyMode.Silent;
        using var stop = new CancellationTokenSource();

        Task<KeyValue?> reading = _client.ReadAsync("a", ReadMode.Default, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.ReadAsync("a", ReadMode.Default, stop.Token));
    }

    [ConsulFact]
    public async Task A_slow_network_is_slow_and_no_more()
    {
        _network.DelayToServer = TimeSpan.FromMilliseconds(30);
        _network.DelayToClient = TimeSpan.FromMilliseconds(30);
        await _client.WriteAsync("a", Some.Bytes("one"), 0, null);

        Assert.Equal("one", Some.Text(await _client.ReadAsync("a", ReadMode.Default)));
    }

    [ConsulFact]
    public async Task A_blocking_query_that_is_cut_off_says_so()
    {
        await _client.WriteAsync("a", Some.Bytes("one"), 0, null);
        KeyValues before = await _client.ReadAllAsync("a", ReadMode.Default, null);
        Task<KeyValues> waiting = _client.ReadAllAsync("a", ReadMode.Default, new BlockingQuery(before.Index, Some.LongTime));

        _network.Mode = TcpProxyMode.Refuse;

        await Expect.ProblemAsync(ConsulProblem.Unreachable, () => waiting);
        await Expect.ProblemAsync(ConsulProblem.Unreachable, () => _client.WriteAsync("a", Some.Bytes("lost"), 0, null));
        _network.Mode = TcpProxyMode.Pass;
        Assert.Equal("one", Some.Text(await _client.ReadAsync("a", ReadMode.Default)));
    }

    private ConsulClient ClientWith(TimeSpan timeout) => new(Some.OptionsOfPort(_network.Port) with { Timeout = timeout });
}
