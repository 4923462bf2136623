using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>The store as replication sees it: records of any kind, and which of them the others have been told of.</summary>
/// <param name="database">The database.</param>
public sealed class Replica(Database database) : IReplica
{
    private readonly ListNames _names = new(database);
    private readonly ReplicaMemory _memory = new(database);
    private readonly RecordTables _tables = new(database);

    /// <summary>The tables of all kinds of records.</summary>
    internal IEnumerable<RecordTable> Tables => _tables.All();

    /// <inheritdoc/>
    public ReplicaState State => _memory.Read();

    /// <inheritdoc/>
    public T Write<T>(Func<T> changes)
    {
        bool done = false;
        try
        {
            T result = database.Write(changes);
            done = true;
            return result;
        }
        finally
        {
            if (!done)
            {
                _names.Forget();
            }
        }
    }

    /// <inheritdoc/>
    public void Remember(ReplicaState state) => _memory.Write(state);

    /// <inheritdoc/>
    public Merged Merge(Record theirs)
    {
        database.Witness(theirs.Stamp);
        long list = _names.Number(theirs.List);
        RecordTable table = _tables.Of(theirs.Kind);
        var version = RowVersion.Of(theirs);
        (string floor, RowVersion? ours, bool isUnpublished) = table.Compare(list, theirs.Key);
        bool isList = theirs.Kind == RecordKind.List;
        if (!isList && string.CompareOrdinal(version.Floor, floor) < 0)
        {
            return Merged.Dead;
        }

        int order = ours is { } own ? version.CompareTo(own) : 1;
        if (order > 0)
        {
            if (ours is null && theirs.IsForgotten(database.Time.GetUtcNow()))
            {
                return Merged.Dead;
            }

            table.Put(list, theirs, version, unpublished: false);
            if (isList && theirs.Floor is { } risen && string.CompareOrdinal(version.Floor, floor) > 0)
            {
                new ListContents(database).DeleteBelow(list, risen);
            }

            return Merged.Theirs;
        }

        if (order < 0)
        {
            table.MarkUnpublished(list, theirs.Key);
            return Merged.Ours;
        }

        if (isUnpublished)
        {
            table.MarkPublished(list, theirs);
        }

        return Merged.Same;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string List, RecordGroup Group, uint Hash)> Unpublished(int count)
    {
        List<(long List, RecordGroup Group, uint Hash)> rows =
        [
            .. _tables.All()
                .SelectMany(table => database.Query(
                    $"SELECT list, hash FROM {table.Name} WHERE unpublished = 1{table.Which} ORDER BY list, hash LIMIT $count",
                    row => (List: row.GetInt64(0), table.Kind.Group, Hash: (uint)row.GetInt64(1)),
                    [.. table.Constants, ("$count", count)]))
                .Order()
                .Take(count),
        ];
        // Afterwards: another process may make a list at any time, and none goes.
        Dictionary<long, string> addresses = _names.All().ToDictionary(list => list.Number, list => list.Address);
        return [.. rows.Select(row => (addresses[row.List], row.Group, row.Hash))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Record> UnpublishedIn(RecordRange range)
    {
        return _names.Find(range.List) is { } list ? [.. TablesOf(range.Group).SelectMany(table => table.UnpublishedIn(list, range))] : [];
    }

    /// <inheritdoc/>
    public long CountUnpublished() => RecordTables.Names.Sum(table =>
        database.Query($"SELECT count(*) FROM {table} WHERE unpublished = 1", row => row.GetInt64(0))[0]);

    /// <inheritdoc/>
    public long CountUnpublished(string list, RecordGroup group) =>
        _names.Find(list) is { } number ? TablesOf(group).Sum(table => table.CountUnpublished(number)) : 0;

    /// <inheritdoc/>
    public void MarkUnpublished(RecordRange range)
    {
        if (_names.Find(range.List) is { } list)
        {
            foreach (RecordTable table in TablesOf(range.Group))
            {
                table.MarkUnpublished(list, range);
            }
        }
    }

    /// <inheritdoc/>
    public void MarkPublished(IEnumerable<Record> records)
    {
        foreach (Record record in records)
        {
            _tables.Of(record.Kind).MarkPublished(_names.Number(record.List), record);
        }
    }

    /// <inheritdoc/>
    public void MarkAllUnpublished()
    {
        database.ExpectMuch(true);
        foreach (string table in RecordTables.Names)
        {
            database.Execute($"UPDATE {table} SET unpublished = 1 WHERE unpublished = 0");
        }

        database.ExpectMuch(false);
    }

    /// <inheritdoc/>
    public int Digits(string list, RecordGroup group) =>
        _names.Find(list) is { } number
        && database.Query(
            "SELECT digits FROM layout WHERE list = $list AND grp = $grp",
            row => row.GetInt32(0),
            ("$list", number), ("$grp", Words.Of(group))) is [var digits] ? digits : 0;

    /// <inheritdoc/>
    public void Deepen(string list, RecordGroup group, int digits) =>
        database.Execute(
            "INSERT INTO layout (list, grp, digits) VALUES ($list, $grp, $digits) ON CONFLICT DO UPDATE SET digits = max(digits, excluded.digits)",
            ("$list", _names.Number(list)), ("$grp", Words.Of(group)), ("$digits", digits));

    /// <inheritdoc/>
    public IFullRead BeginFullRead() => new FullRead(database, this);

    /// <inheritdoc/>
    public int Forget(DateTimeOffset now) => _tables.All().Sum(table => table.Forget(now));

    /// <inheritdoc/>
    public IEnumerable<Record> All() =>
        from list in _names.All()
        from table in _tables.All()
        from record in table.AllOf(list.Number, list.Address)
        select record;

    /// <inheritdoc/>
    public void Note(string key, string? trouble)
    {
        if (trouble is null)
        {
            database.Execute("DELETE FROM trouble WHERE key = $key", ("$key", key));
            return;
        }

        database.Execute("INSERT INTO trouble (key, text) VALUES ($key, $text) ON CONFLICT DO UPDATE SET text = excluded.text", ("$key", key), ("$text", trouble));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Troubles =>
        database.Query("SELECT key, text FROM trouble ORDER BY key", row => KeyValuePair.Create(row.GetString(0), row.GetString(1))).ToDictionary();

    private IEnumerable<RecordTable> TablesOf(RecordGroup group) => _tables.All().Where(table => table.Kind.Group == group);
}
