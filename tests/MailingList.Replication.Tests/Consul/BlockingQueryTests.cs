using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul;

[Collection(SharedConsulTests.Name)]
public sealed class BlockingQueryTests(SharedConsul consul) : IDisposable
{
    private readonly ConsulClient _client = ConsulBinary.Path is null ? new(Some.OptionsOfPort(1)) : consul.Client();

    public void Dispose() => _client.Dispose();

    [ConsulFact]
    public async Task It_returns_when_something_is_written()
    {
        await _client.WriteAsync("a/1", Some.Bytes("one"), 0, null);
        KeyValues before = await _client.ReadAllAsync("a/", ReadMode.Default, new BlockingQuery(0, Some.LongTime));

        Task<KeyValues> waiting = _client.ReadAllAsync("a/", ReadMode.Default, new BlockingQuery(before.Index, Some.LongTime));
        await _client.WriteAsync("a/2", Some.Bytes("two"), 0, null);
        KeyValues after = await waiting;

        Assert.Equal(["a/1", "a/2"], after.Entries.Select(entry => entry.Key));
        Assert.True(after.Index > before.Index);
    }

    [ConsulFact]
    public async Task It_returns_the_same_index_when_nothing_happens()
    {
        await _client.WriteAsync("a/1", Some.Bytes("one"), 0, null);
        KeyValues before = await _client.ReadAllAsync("a/", ReadMode.Stale, null);
        KeyValues after = await _client.ReadAllAsync("a/", ReadMode.Stale, new BlockingQuery(before.Index, TimeSpan.FromMilliseconds(200)));

        Assert.Equal(before.Index, after.Index);
        Assert.Equal("a/1", Assert.Single(after.Entries).Key);
    }

    [ConsulFact]
    public async Task Its_wait_comes_on_top_of_the_time_limit()
    {
        // A limit that no answer of Consul's needs, on however busy a machine, and a wait that is longer.
        using var impatient = new ConsulClient(Some.Options(consul.Server.Address) with { Timeout = TimeSpan.FromSeconds(8) });
        await impatient.WriteAsync("a", Some.Bytes("one"), 0, null);
        KeyValues before = await impatient.ReadAllAsync(string.Empty, ReadMode.Default, null);

        KeyValues after = await impatient.ReadAllAsync(string.Empty, ReadMode.Default, new BlockingQuery(before.Index, TimeSpan.FromSeconds(9)));

        Assert.Equal(before.Index, after.Index);
    }

    [ConsulFact]
    public async Task The_caller_can_stop_waiting()
    {
        await _client.WriteAsync("a", Some.Bytes("one"), 0, null);
        KeyValues before = await _client.ReadAllAsync(string.Empty, ReadMode.Default, null);
        using var stop = new CancellationTokenSource();

        Task<KeyValues> waiting = _client.ReadAllAsync(string.Empty, ReadMode.Default, new BlockingQuery(before.Index, Some.LongTime), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData(0, 5, 5)]
    [InlineData(5, 5, 0)]
    [InlineData(5, 9, 9)]
    [InlineData(9, 5, 0)]
    [InlineData(9, 0, 0)]
    [InlineData(0, 0, 1)]
    public void The_next_index_is_what_Consuls_documentation_asks_for_and_a_restored_snapshot_needs(ulong previous, ulong received, ulong next) =>
        Assert.Equal(next, BlockingIndex.Next(previous, received));
}
