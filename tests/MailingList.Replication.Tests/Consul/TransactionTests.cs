using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul;

[Collection(SharedConsulTests.Name)]
public sealed class TransactionTests(SharedConsul consul) : IDisposable
{
    private readonly ConsulClient _client = ConsulBinary.Path is null ? new(Some.OptionsOfPort(1)) : consul.Client();

    public void Dispose() => _client.Dispose();

    [ConsulFact]
    public async Task All_operations_are_done_together()
    {
        await _client.WriteAsync("changed", Some.Bytes("old"), 0, null);
        await _client.WriteAsync("checked", Some.Bytes("same"), 0, null);
        await _client.WriteAsync("gone", Some.Bytes("old"), 0, null);
        await _client.WriteAsync("gone, checked", Some.Bytes("old"), 0, null);

        TransactionOutcome outcome = await _client.TransactAsync(
        [
            new KeyOperation.CheckIndex("checked", await IndexAsync("checked")),
            new KeyOperation.CheckNotExists("new"),
            new KeyOperation.Set("new", Some.Bytes("new"), 1),
            new KeyOperation.CheckAndSet("created", Some.Bytes("new"), 2, 0),
            new KeyOperation.CheckAndSet("changed", Some.Bytes("new"), 3, await IndexAsync("changed")),
            new KeyOperation.Delete("gone"),
            new KeyOperation.CheckAndDelete("gone, checked", await IndexAsync("gone, checked")),
        ]);

        Assert.True(outcome.Committed, string.Join("; ", outcome.Errors));
        Assert.Empty(outcome.Errors);
        Assert.Contains(outcome.Results, result => result is { Key: "changed", Flags: 3 });
        KeyValues all = await _client.ReadAllAsync(string.Empty, ReadMode.Default, null);
        Assert.Equal(["changed=new", "checked=same", "created=new", "new=new"], all.Entries.Select(entry => $"{entry.Key}={Some.Text(entry)}"));
        Assert.Equal(await IndexAsync("changed"), outcome.Results.Single(result => result.Key == "changed").ModifyIndex);
    }

    [ConsulFact]
    public async Task One_that_loses_leaves_nothing_behind()
    {
        await _client.WriteAsync("a", Some.Bytes("old"), 0, null);

        TransactionOutcome outcome = await _client.TransactAsync(
            [new KeyOperation.Set("b", Some.Bytes("new"), 0), new KeyOperation.CheckAndSet("a", Some.Bytes("new"), 0, 0), new KeyOperation.CheckIndex("a", 1)]);

        Assert.False(outcome.Committed);
        Assert.Empty(outcome.Results);
        Assert.Contains(outcome.Errors, error => error.StartsWith("operation 1: ", StringComparison.Ordinal));
        Assert.Contains(outcome.Errors, error => error.StartsWith("operation 2: ", StringComparison.Ordinal));
        Assert.Null(await _client.ReadAsync("b", ReadMode.Default));
        Assert.Equal("old", Some.Text(await _client.ReadAsync("a", ReadMode.Default)));
    }

    [ConsulFact]
    public async Task An_empty_one_is_done() => Assert.True((await _client.TransactAsync([])).Committed);

    [ConsulFact]
    public async Task The_most_operations_are_done_and_one_more_is_too_large()
    {
        KeyOperation[] operations = [.. Enumerable.Range(0, ConsulClient.MostOperations).Select(number => new KeyOperation.Set($"{number}", Some.Bytes("one"), 0))];
        Assert.True((await _client.TransactAsync(operations)).Committed);

        ConsulException refused = await Expect.ProblemAsync(
            ConsulProblem.TooLarge, () => _client.TransactAsync([.. operations, new KeyOperation.Set("more", Some.Bytes("one"), 0)]));

        Assert.Contains("PUT /v1/txn: 413 ", refused.Message, StringComparison.Ordinal);
        Assert.Null(await _client.ReadAsync("more", ReadMode.Default));
    }

    [ConsulFact]
    public async Task What_fits_by_its_size_is_done_and_what_does_not_is_too_large()
    {
        KeyOperation Value(int bytes) => new KeyOperation.CheckAndSet("key \"with quotes\" and ü", new byte[bytes], ulong.MaxValue, ulong.MaxValue);
        int fits = ConsulClient.LargestTransaction * 3 / 4;
        while (_client.SizeInTransaction(Value(fits)) > ConsulClient.LargestTransaction)
        {
            fits--;
        }

        // Its check loses: it was read and understood.
        Assert.False((await _client.TransactAsync([Value(fits)])).Committed);
        await Expect.ProblemAsync(ConsulProblem.TooLarge, () => _client.TransactAsync([Value(fits + 100)]));
    }

    private async Task<ulong> IndexAsync(string key) => (await _client.ReadAsync(key, ReadMode.Default))!.ModifyIndex;
}
