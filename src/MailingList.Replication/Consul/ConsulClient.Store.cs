using System.Net;

namespace MailingList.Replication.Consul;

public sealed partial class ConsulClient
{
    /// <summary>Reads one entry.</summary>
    /// <returns>The entry; null when there is none.</returns>
    public Task<KeyValue?> ReadAsync(string key, ReadMode mode, CancellationToken cancellation = default)
    {
        ConsulRequest request = ConsulRequest.Read(PathOf(key), mode) with { AlsoAnswers = HttpStatusCode.NotFound };
        return _channel.CallAsync(
            request,
            async answer => answer.IsAbsent() ? null : Entry(await answer.ReadAsync(ConsulJson.Default.ListStoreEntry) is [{ } only] ? only : null),
            cancellation);
    }

    /// <summary>Reads all entries whose keys begin with a prefix, 256 MiB of JSON at most.</summary>
    /// <param name="prefix">Where their keys begin; empty: all of ours.</param>
    /// <param name="mode">How fresh the answer must be.</param>
    /// <param name="wait">Waits for news; null: answers at once. <see cref="BlockingIndex"/> says what to wait from the next time.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <remarks>
    /// Consul leaves out what the token may not read. Since 1.12 it says so, and that is refused here; an older one answers as if it were not
    /// there, where <see cref="ReadAsync"/> is refused.
    /// </remarks>
    public Task<KeyValues> ReadAllAsync(string prefix, ReadMode mode, BlockingQuery? wait, CancellationToken cancellation = default)
    {
        ConsulRequest request = Below(prefix, mode, "recurse");
        if (wait is { Index: > 0 } query)
        {
            request = request with { Query = $"{request.Query}&index={query.Index}&wait={Duration(query.Wait)}", Wait = query.Wait, IsRepeatable = false };
        }

        return _channel.CallAsync(
            request,
            async answer => answer.IsAbsent()
                ? new KeyValues([], answer.Index)
                : new KeyValues([.. (await answer.ReadAsync(ConsulJson.Default.ListStoreEntry)).Select(Entry)], answer.Index),
            cancellation);
    }

    /// <summary>Reads the keys that begin with a prefix, without their values. What the token may not see is left out, as by <see cref="ReadAllAsync"/>.</summary>
    public Task<IReadOnlyList<string>> ListKeysAsync(string prefix, ReadMode mode, CancellationToken cancellation = default) =>
        _channel.CallAsync<IReadOnlyList<string>>(
            Below(prefix, mode, "keys"),
            async answer => answer.IsAbsent() ? [] : [.. (await answer.ReadAsync(ConsulJson.Default.ListString)).Select(Relative)],
            cancellation);

    /// <summary>Writes one entry.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value, of <see cref="LargestValue"/> bytes at most.</param>
    /// <param name="flags">A number of the writer's.</param>
    /// <param name="checkIndex">The <see cref="KeyValue.ModifyIndex"/> that the entry must still have; 0: there must be none; null: whatever is there.</param>
    /// <param name="cancellation">Stops waiting; the write may be done all the same.</param>
    /// <returns>Whether it was written; false: the check lost.</returns>
    public Task<bool> WriteAsync(string key, ReadOnlyMemory<byte> value, ulong flags, ulong? checkIndex, CancellationToken cancellation = default)
    {
        string check = checkIndex is { } index ? $"&cas={index}" : string.Empty;
        return PutAsync(ConsulRequest.Put(PathOf(key), value, $"flags={flags}{check}"), cancellation);
    }

    /// <summary>Deletes one entry; it is no error when there is none.</summary>
    /// <returns>Whether it was deleted or not there; false: the check lost.</returns>
    public Task<bool> DeleteAsync(string key, ulong? checkIndex, CancellationToken cancellation = default) =>
        PutAsync(ConsulRequest.Delete(PathOf(key), checkIndex is { } index ? $"cas={index}" : string.Empty), cancellation);

    /// <summary>Deletes all entries whose keys begin with a prefix; empty: all of ours.</summary>
    public Task DeleteAllAsync(string prefix, CancellationToken cancellation = default) =>
        PutAsync(ConsulRequest.Delete(PathBelow(prefix), "recurse"), cancellation);

    private ConsulRequest Below(string prefix, ReadMode mode, string what) => ConsulRequest.Read(PathBelow(prefix), mode, what) with
    {
        AlsoAnswers = HttpStatusCode.NotFound,
        LongestAnswer = ConsulRequest.LongAnswer,
    };

    private string PathOf(string key) => key.Length > 0 ? PathBelow(key) : throw new ArgumentException("a key is not empty", nameof(key));

    private string PathBelow(string prefix) => "/v1/kv/" + KeyPath.Encode(Absolute(prefix));

    // Consul's server would redirect to another key.
    private string Absolute(string key) => KeyPath.IsKeyOrFolder(_folder + key)
        ? _folder + key
        : throw new ArgumentException($"not a key: \"{OneLine.Of(key)}\" has empty segments, dots for segments, or control characters", nameof(key));

    private string Relative(string? key) => key is not null && key.StartsWith(_folder, StringComparison.Ordinal)
        ? key[_folder.Length..]
        : throw new InvalidDataException($"a key that was not asked for: {key}");

    private KeyValue Entry(StoreEntry? entry) => entry is null
        ? throw new InvalidDataException("an entry is missing")
        : new KeyValue(Relative(entry.Key), entry.Value, entry.Flags, entry.CreateIndex, entry.ModifyIndex, entry.Session);

    // A Go duration.
    private static string Duration(TimeSpan time) => $"{(long)Math.Ceiling(time.TotalMilliseconds)}ms";
}
