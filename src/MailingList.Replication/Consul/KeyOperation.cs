namespace MailingList.Replication.Consul;

/// <summary>One step of a transaction: all of them are done, or none.</summary>
public abstract record KeyOperation
{
    private KeyOperation(string key) => Key = key;

    /// <summary>The key, below the prefix of <see cref="ConsulOptions"/>.</summary>
    public string Key { get; }

    /// <summary>Writes, whatever is there.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Value">What to write.</param>
    /// <param name="Flags">A number of the writer's.</param>
#pragma warning disable CA1716 // Consul's own word; nobody calls this from Visual Basic
    public sealed record Set(string Key, ReadOnlyMemory<byte> Value, ulong Flags) : KeyOperation(Key);
#pragma warning restore CA1716

    /// <summary>Writes if the entry is still what it was.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Value">What to write.</param>
    /// <param name="Flags">A number of the writer's.</param>
    /// <param name="Index">The entry's <see cref="KeyValue.ModifyIndex"/>; 0: there must be no entry.</param>
    public sealed record CheckAndSet(string Key, ReadOnlyMemory<byte> Value, ulong Flags, ulong Index) : KeyOperation(Key);

    /// <summary>Deletes; it is no error when there is nothing.</summary>
    /// <param name="Key">The key.</param>
    public sealed record Delete(string Key) : KeyOperation(Key);

    /// <summary>Deletes if the entry is still what it was.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Index">The entry's <see cref="KeyValue.ModifyIndex"/>.</param>
    public sealed record CheckAndDelete(string Key, ulong Index) : KeyOperation(Key);

    /// <summary>Changes nothing, and lets the transaction fail unless the entry is still what it was.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Index">The entry's <see cref="KeyValue.ModifyIndex"/>.</param>
    public sealed record CheckIndex(string Key, ulong Index) : KeyOperation(Key);

    /// <summary>Changes nothing, and lets the transaction fail when there is an entry.</summary>
    /// <param name="Key">The key.</param>
    public sealed record CheckNotExists(string Key) : KeyOperation(Key);
}
