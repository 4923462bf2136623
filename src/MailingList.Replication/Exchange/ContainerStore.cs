using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>Reads containers from Consul, several at a time, and takes note of those that cannot be read.</summary>
/// <param name="cluster">Where.</param>
internal sealed class ContainerStore(Cluster cluster)
{
    // Enough to hide the way there and back on two cores; each is some KiB.
    private const int AtOnce = 8;

    /// <summary>Reads some containers.</summary>
    /// <param name="keys">Their keys.</param>
    /// <param name="mode">How sure the answers must be.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>In the order of the keys.</returns>
    internal async Task<IReadOnlyList<StoredContainer>> ReadAsync(IReadOnlyList<string> keys, ReadMode mode, CancellationToken cancellation)
    {
        var stored = new StoredContainer[keys.Count];
        await Parallel.ForAsync(
            0,
            keys.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (i, token) => stored[i] = await ReadAsync(keys[i], mode, token).ConfigureAwait(false)).ConfigureAwait(false);
        return stored;
    }

    /// <summary>Whether anything was noted that could not be read at all.</summary>
    internal bool HasUnreadable { get; private set; }

    /// <summary>Tells the log, and later `status`, of what is wrong in what was read, and notes how deep the containers go; inside a write of the replica.</summary>
    /// <returns>Whether something is wrong.</returns>
    internal bool Note(StoredContainer container)
    {
        HasUnreadable |= container is { Trouble: not null, Range: not null };
        string? trouble = container.Trouble
            ?? (container.Content.Refused is [var (json, reason), ..] refused ? $"{refused.Count} of its records cannot be used here; the first {reason}: {Short(json)}" : null);
        if (trouble is not null)
        {
            cluster.Log.Warning($"Consul: {container.Key}: {trouble}");
        }

        cluster.Replica.Note(container.Key, trouble);
        // Not by a name alone: anybody can put garbage under one.
        if (container is { Range: { Digits.Length: > 0 } range, Content.Records.Count: > 0 })
        {
            cluster.Replica.Deepen(range.List, range.Group, range.Digits.Length);
        }

        return trouble is not null;
    }

    private async Task<StoredContainer> ReadAsync(string key, ReadMode mode, CancellationToken cancellation) =>
        // What is not a container's name may not even be a key.
        ContainerName.TryParse(key, out RecordRange? range)
            ? Interpret(key, range, await cluster.Consul.ReadAsync(key, mode, cancellation).ConfigureAwait(false))
            : new StoredContainer(key, null, 0, Container.Empty, Layout.Unknown, MayWrite: false);

    private static StoredContainer Interpret(string key, RecordRange range, KeyValue? entry)
    {
        if (entry is null)
        {
            return new StoredContainer(key, range, 0, Container.Empty, null, MayWrite: true);
        }

        try
        {
            return new StoredContainer(key, range, entry.ModifyIndex, ContainerReader.Read(range, entry.Value, entry.Flags), null, MayWrite: true);
        }
        catch (UnreadableContainerException error)
        {
            return new StoredContainer(key, range, entry.ModifyIndex, Container.Empty, error.Message, MayWrite: !error.IsNewer);
        }
    }

    private static string Short(string json) => json.Length <= 100 ? json : json[..100] + "…";
}

/// <summary>A container as it lies in Consul.</summary>
/// <param name="Key">Its key, without the prefix.</param>
/// <param name="Range">What it holds; null for a key that is no container's.</param>
/// <param name="Index">Consul's index of its last change; 0: it is not there.</param>
/// <param name="Content">What it holds; nothing where it is not there or cannot be read.</param>
/// <param name="Trouble">Why it cannot be read, or null.</param>
/// <param name="MayWrite">Whether it may be replaced: not when a later version wrote it.</param>
internal sealed record StoredContainer(string Key, RecordRange? Range, ulong Index, Container Content, string? Trouble, bool MayWrite);
