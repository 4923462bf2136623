using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>Changes that are made on this host: each becomes a version that is later than any that the host has seen.</summary>
/// <param name="database">The database.</param>
/// <param name="kind">The kind of record.</param>
/// <param name="sharing">Whether other hosts are to be told.</param>
internal sealed class LocalRecords(Database database, RecordKind kind, bool sharing)
{
    private readonly RecordTable _table = new(database, kind);

    /// <summary>The record as it is, be it deleted; null: there was never one.</summary>
    internal Record? Find(long list, string key) => _table.Find(list, string.Empty, key);

    /// <summary>Changes the value of a record.</summary>
    internal void Alter(long list, Record before, IReadOnlyList<string?> fields) =>
        Put(list, before with { Fields = fields, Stamp = database.NextStamp() });

    /// <summary>Begins a new life of a record, or, with <paramref name="isDeleted"/>, ends the one it has.</summary>
    internal Stamp Begin(long list, string key, Record? before, IReadOnlyList<string?> fields, bool isDeleted = false)
    {
        Stamp stamp = database.NextStamp();
        Begin(list, key, before, fields, isDeleted, stamp, before?.Floor);
        return stamp;
    }

    /// <summary>The same with a stamp that the caller has made.</summary>
    internal void Begin(long list, string key, Record? before, IReadOnlyList<string?> fields, bool isDeleted, Stamp stamp, Stamp? floor)
    {
        // What a later version of the program keeps there ends with the thing itself.
        string? extra = before is { IsDeleted: false } && !isDeleted ? before.Extra : null;
        Put(list, new Record(kind, string.Empty, key, fields, extra, floor, stamp, stamp, isDeleted));
    }

    /// <summary>Writes a version whose stamps the caller has made; its floor becomes the list's where that is higher.</summary>
    internal void Put(long list, Record record)
    {
        if (!_table.PutLocal(list, record, sharing))
        {
            throw new InvalidOperationException($"a change of {kind.Name} '{record.Key}' is not later than what it changes");
        }

        // A full read does it for all kinds, but a host that stands alone has none; and there is an index for these.
        if (kind.Kept is not null)
        {
            _table.Forget(database.Time.GetUtcNow());
        }
    }
}
