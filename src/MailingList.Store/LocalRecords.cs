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
    internal Stamp Alter(long list, Record before, IReadOnlyList<string?> fields)
    {
        Stamp stamp = database.NextStamp();
        Put(list, before with { Fields = fields, Floor = Floor(list, before), Stamp = stamp });
        return stamp;
    }

    /// <summary>Begins a new life of a record, or, with <paramref name="isDeleted"/>, ends the one it has.</summary>
    internal Stamp Begin(long list, string key, Record? before, IReadOnlyList<string?> fields, bool isDeleted = false)
    {
        Stamp stamp = database.NextStamp();
        Put(list, new Record(kind, string.Empty, key, fields, Extra: null, Floor(list, before), stamp, stamp, isDeleted));
        return stamp;
    }

    /// <summary>Writes a version whose stamps the caller has made.</summary>
    internal void Put(long list, Record record)
    {
        if (!_table.Put(list, record, sharing))
        {
            throw new InvalidOperationException($"a change of {kind.Name} '{record.Key}' is not later than what it changes");
        }
    }

    // That of the list; or of the record where it came before the record of the list's new creation did.
    private Stamp? Floor(long list, Record? before)
    {
        Stamp? floor = database.Query("SELECT floor FROM list WHERE list = $list", row => row.GetString(0), ("$list", list)) is [{ Length: > 0 } text]
            ? Database.Parse(text)
            : null;
        return Nullable.Compare(before?.Floor, floor) > 0 ? before?.Floor : floor;
    }
}
