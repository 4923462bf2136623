using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul;

[Collection(SharedConsulTests.Name)]
public sealed class SessionTests(SharedConsul consul) : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConsulClient _client = ConsulBinary.Path is null ? new(Some.OptionsOfPort(1)) : consul.Client();

    public void Dispose() => _client.Dispose();

    [ConsulFact]
    public async Task A_lock_is_held_by_one_until_it_lets_go()
    {
        string ours = await _client.CreateSessionAsync("ours", Minute);
        string theirs = await _client.CreateSessionAsync("theirs", Minute);

        Assert.True(await _client.AcquireAsync("lock", Some.Bytes("ours"), ours));
        Assert.False(await _client.AcquireAsync("lock", Some.Bytes("theirs"), theirs));
        KeyValue? held = await _client.ReadAsync("lock", ReadMode.Default);
        Assert.Equal(ours, held!.Session);
        Assert.Equal("ours", Some.Text(held));

        Assert.False(await _client.ReleaseAsync("lock", Some.Bytes("free"), theirs));
        Assert.True(await _client.ReleaseAsync("lock", Some.Bytes("free"), ours));
        Assert.True(await _client.AcquireAsync("lock", Some.Bytes("theirs"), theirs));
    }

    [ConsulFact]
    public async Task A_lock_is_free_after_the_end_of_its_session()
    {
        string ours = await _client.CreateSessionAsync("ours", Minute);
        string theirs = await _client.CreateSessionAsync("theirs", Minute);
        await _client.AcquireAsync("lock", Some.Bytes("ours"), ours);

        await _client.DestroySessionAsync(ours);
        await _client.DestroySessionAsync(ours);

        Assert.Null((await _client.ReadAsync("lock", ReadMode.Default))!.Session);
        await UntilAcquiredAsync(theirs);
    }

    [ConsulFact]
    public async Task A_lock_is_free_when_its_session_is_not_renewed()
    {
        string ours = await _client.CreateSessionAsync("ours", TimeSpan.FromSeconds(1));
        string theirs = await _client.CreateSessionAsync("theirs", Minute);
        await _client.AcquireAsync("lock", Some.Bytes("ours"), ours);

        await UntilAcquiredAsync(theirs);

        Assert.False(await _client.RenewSessionAsync(ours));
        Assert.True(await _client.RenewSessionAsync(theirs));
    }

    [ConsulFact]
    public async Task A_session_that_has_ended_gets_no_lock()
    {
        string ours = await _client.CreateSessionAsync("ours", Minute);
        await _client.DestroySessionAsync(ours);

        ConsulException refused = await Expect.ProblemAsync(ConsulProblem.Unexpected, () => _client.AcquireAsync("lock", Some.Bytes("ours"), ours));

        Assert.Contains("invalid session", refused.Message, StringComparison.Ordinal);
    }

    // Waits for changes of the lock, and where there is none, for the lock delay to pass.
    private async Task UntilAcquiredAsync(string session)
    {
        ulong index = 0;
        while (!await _client.AcquireAsync("lock", Some.Bytes("theirs"), session))
        {
            KeyValues seen = await _client.ReadAllAsync("lock", ReadMode.Default, new BlockingQuery(index, TimeSpan.FromMilliseconds(100)));
            index = BlockingIndex.Next(index, seen.Index);
        }
    }
}
