using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul;

[Collection(SharedConsulTests.Name)]
public sealed class StoreTests(SharedConsul consul) : IDisposable
{
    private readonly ConsulClient _client = ConsulBinary.Path is null ? new(Some.OptionsOfPort(1)) : consul.Client();

    public void Dispose() => _client.Dispose();

    [ConsulTheory]
    [InlineData(ReadMode.Default)]
    [InlineData(ReadMode.Stale)]
    [InlineData(ReadMode.Consistent)]
    public async Task What_was_written_is_read(ReadMode mode)
    {
        Assert.True(await _client.WriteAsync("a", Some.Bytes("one"), ulong.MaxValue, null));

        KeyValue? entry = await _client.ReadAsync("a", mode);

        Assert.Equal("one", Some.Text(entry));
        Assert.Equal("a", entry!.Key);
        Assert.Equal(ulong.MaxValue, entry.Flags);
        Assert.True(entry.ModifyIndex >= entry.CreateIndex && entry.CreateIndex > 0);
        Assert.Null(entry.Session);
    }

    [ConsulFact]
    public async Task What_is_not_there_is_null() => Assert.Null(await _client.ReadAsync("nothing", ReadMode.Default));

    [ConsulFact]
    public async Task An_empty_value_is_empty()
    {
        await _client.WriteAsync("empty", ReadOnlyMemory<byte>.Empty, 0, null);

        Assert.True((await _client.ReadAsync("empty", ReadMode.Default))!.Value.IsEmpty);
    }

    [ConsulFact]
    public async Task Any_bytes_are_a_value()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(number => (byte)number)];
        await _client.WriteAsync("bytes", all, 0, null);

        Assert.Equal(all, (await _client.ReadAsync("bytes", ReadMode.Default))!.Value.ToArray());
    }

    [ConsulTheory]
    [InlineData("list/ann@example.org")]
    [InlineData("a%2Fb/100%/%41")]
    [InlineData("with space/and+plus?and#hash&and=is")]
    [InlineData("jürgen/日本@例え.jp/😀")]
    [InlineData("...dots/a..b/.hidden")]
    [InlineData("'()*!~;:,$\"<>\\^`{|}[]")]
    [InlineData("a folder/")]
    public async Task A_key_is_stored_as_it_is(string key)
    {
        await _client.WriteAsync(key, Some.Bytes("one"), 0, null);
        await _client.TransactAsync([new KeyOperation.CheckAndSet(key, Some.Bytes("two"), 0, (await _client.ReadAsync(key, ReadMode.Default))!.ModifyIndex)]);

        Assert.Equal("two", Some.Text(await _client.ReadAsync(key, ReadMode.Default)));
        Assert.Equal([key], await _client.ListKeysAsync(string.Empty, ReadMode.Default));
        Assert.Equal(key, Assert.Single((await _client.ReadAllAsync(key, ReadMode.Default, null)).Entries).Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("/a")]
    [InlineData("a/../b")]
    [InlineData(".")]
    [InlineData("a\nb")]
    public async Task A_key_that_Consul_would_take_for_another_is_refused(string key) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _client.WriteAsync(key, Some.Bytes("one"), 0, null));

    [ConsulFact]
    public async Task All_below_a_prefix_is_read_at_once()
    {
        foreach (string key in (string[])["a/1", "a/2", "b/1"])
        {
            await _client.WriteAsync(key, Some.Bytes("value of " + key), 0, null);
        }

        KeyValues below = await _client.ReadAllAsync("a/", ReadMode.Stale, null);

        Assert.Equal(["a/1", "a/2"], below.Entries.Select(entry => entry.Key));
        Assert.Equal(["value of a/1", "value of a/2"], below.Entries.Select(Some.Text));
        Assert.True(below.Index >= below.Entries.Max(entry => entry.ModifyIndex));
        Assert.Equal(["a/1", "a/2"], await _client.ListKeysAsync("a/", ReadMode.Stale));
        Assert.Equal(["a/1", "a/2", "b/1"], await _client.ListKeysAsync(string.Empty, ReadMode.Consistent));
    }

    [ConsulFact]
    public async Task Nothing_below_a_prefix_is_an_empty_list_with_an_index()
    {
        KeyValues below = await _client.ReadAllAsync("nothing/", ReadMode.Default, null);

        Assert.Empty(below.Entries);
        Assert.True(below.Index > 0);
        Assert.Empty(await _client.ListKeysAsync("nothing/", ReadMode.Default));
    }

    [ConsulFact]
    public async Task A_check_and_set_that_loses_changes_nothing()
    {
        await _client.WriteAsync("a", Some.Bytes("one"), 0, null);
        ulong old = (await _client.ReadAsync("a", ReadMode.Default))!.ModifyIndex;
        Assert.True(await _client.WriteAsync("a", Some.Bytes("two"), 0, old));

        Assert.False(await _client.WriteAsync("a", Some.Bytes("three"), 0, old));

        Assert.Equal("two", Some.Text(await _client.ReadAsync("a", ReadMode.Default)));
    }

    [ConsulFact]
    public async Task Only_the_first_creates()
    {
        Assert.True(await _client.WriteAsync("a", Some.Bytes("one"), 0, 0));
        Assert.False(await _client.WriteAsync("a", Some.Bytes("two"), 0, 0));

        Assert.Equal("one", Some.Text(await _client.ReadAsync("a", ReadMode.Default)));
    }

    [ConsulFact]
    public async Task A_checked_deletion_that_loses_deletes_nothing()
    {
        await _client.WriteAsync("a", Some.Bytes("one"), 0, null);
        ulong old = (await _client.ReadAsync("a", ReadMode.Default))!.ModifyIndex;
        await _client.WriteAsync("a", Some.Bytes("two"), 0, null);

        Assert.False(await _client.DeleteAsync("a", old));
        Assert.NotNull(await _client.ReadAsync("a", ReadMode.Default));
        Assert.True(await _client.DeleteAsync("a", null));
        Assert.Null(await _client.ReadAsync("a", ReadMode.Default));
    }

    [ConsulFact]
    public async Task All_below_a_prefix_is_deleted_and_nothing_beside_it()
    {
        foreach (string key in (string[])["a/1", "a/2", "ab"])
        {
            await _client.WriteAsync(key, Some.Bytes("one"), 0, null);
        }

        await _client.DeleteAllAsync("a/");

        Assert.Equal(["ab"], await _client.ListKeysAsync(string.Empty, ReadMode.Default));
    }

    [ConsulFact]
    public async Task Another_prefix_is_another_store()
    {
        using ConsulClient other = consul.Client();
        await _client.WriteAsync("a", Some.Bytes("one"), 0, null);

        Assert.Null(await other.ReadAsync("a", ReadMode.Default));
        await other.DeleteAllAsync(string.Empty);
        Assert.NotNull(await _client.ReadAsync("a", ReadMode.Default));
    }

    [ConsulFact]
    public async Task The_largest_value_is_stored_and_one_byte_more_is_refused()
    {
        Assert.True(await _client.WriteAsync("large", new byte[ConsulClient.LargestValue], 0, null));
        Assert.Equal(ConsulClient.LargestValue, (await _client.ReadAsync("large", ReadMode.Default))!.Value.Length);

        ConsulException refused = await Expect.ProblemAsync(
            ConsulProblem.TooLarge, () => _client.WriteAsync("large", new byte[Some.TooManyBytes], 0, null));

        Assert.Contains("large: 413", refused.Message, StringComparison.Ordinal);
    }

    [ConsulFact]
    public async Task Bytes_are_counted_both_ways()
    {
        await _client.WriteAsync("a", new byte[1000], 0, null);
        Assert.Equal(1000, _client.BytesSent);
        Assert.Equal("true\n".Length, _client.BytesReceived, tolerance: 1);
    }

    [ConsulFact]
    public async Task A_socket_in_the_file_system_is_an_address()
    {
        using var client = new ConsulClient(Some.Options(consul.Server.SocketAddress));
        await client.WriteAsync("a", Some.Bytes("one"), 0, null);

        Assert.Equal("one", Some.Text(await client.ReadAsync("a", ReadMode.Default)));
    }

    [ConsulFact]
    public async Task The_leader_and_its_peers_are_told()
    {
        string? leader = await _client.LeaderAsync();

        Assert.NotNull(leader);
        Assert.Equal([leader], await _client.PeersAsync());
    }
}
