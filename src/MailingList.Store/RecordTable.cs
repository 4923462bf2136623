using MailingList.Core.Lists;
using MailingList.Core.Records;

using Microsoft.Data.Sqlite;

namespace MailingList.Store;

/// <summary>The rows of one kind of record: its table's statements are made from the kind's declaration.</summary>
internal sealed class RecordTable
{
    /// <summary>The table of all kinds that only a later version of the program knows.</summary>
    internal const string Unknown = "unknown";

    private const string Versioned = "extra, floor, life, stamp, deleted";

    private const int PageSize = 1000;

    private readonly Database _database;
    private readonly int _fields;
    private readonly string _select;
    private readonly string _find;
    private readonly string _compare;
    private readonly string _put;
    private readonly string _putLocal;

    // The parameters of _put, filled anew for each row: an import puts a hundred thousand.
    private readonly (string Name, object? Value)[] _values;

    internal RecordTable(Database database, RecordKind kind)
    {
        _database = database;
        Kind = kind;
        _fields = kind.Fields.Count;
        // A kind that this version does not know shares its table with others.
        Name = kind.IsKnown ? kind.Name : Unknown;
        Constants = kind.IsKnown ? [] : [("$grp", Words.Of(kind.Group)), ("$kind", kind.Name)];
        string[] constants = kind.IsKnown ? [] : ["grp", "kind"];
        Which = string.Concat(constants.Select(column => $" AND {column} = ${column}"));
        _select = $"SELECT {string.Join(", ", (string[])["key", .. kind.Fields, Versioned])} FROM {Name} WHERE list = $list{Which}";
        _find = $"{_select} AND key = $key";
        _compare =
            $"""
            SELECT list.floor, ours.floor, ours.life, ours.stamp, ours.unpublished FROM (SELECT $list AS number) AS theirs
            LEFT JOIN list ON list.list = theirs.number AND list.key = ''
            LEFT JOIN {Name} AS ours ON ours.list = theirs.number AND ours.key = $key{string.Concat(constants.Select(column => $" AND ours.{column} = ${column}"))}
            """;
        string[] written = [.. kind.Fields, "hash", "extra", "floor", "life", "stamp", "deleted", "unpublished"];
        string[] all = ["list", "key", .. constants, .. written];
        string Insert(string floor) =>
            $"""
            INSERT INTO {Name} ({string.Join(", ", all)})
            VALUES ({string.Join(", ", all.Select(column => column == "floor" ? floor : "$" + column))})
            ON CONFLICT (list{string.Concat(constants.Select(column => ", " + column))}, key) DO UPDATE SET
            {string.Join(", ", written.Select(column => $"{column} = excluded.{column}"))}
            WHERE (excluded.floor, excluded.life, excluded.stamp) > ({Name}.floor, {Name}.life, {Name}.stamp)
            """;
        _put = Insert("$floor");
        _putLocal = Insert("max($floor, coalesce((SELECT l.floor FROM list AS l WHERE l.list = $list AND l.key = ''), ''))");
        _values = [.. all.Select(column => Constants.FirstOrDefault(constant => constant.Name == "$" + column, ("$" + column, null)))];
    }

    internal RecordKind Kind { get; }

    internal string Name { get; }

    /// <summary>What tells this kind's rows apart in a table that it shares: a condition on <see cref="Constants"/>, or empty.</summary>
    internal string Which { get; }

    /// <summary>The parameters of <see cref="Which"/>.</summary>
    internal (string Name, object? Value)[] Constants { get; }

    /// <summary>Puts another host's version there unless a later one is; says whether it did.</summary>
    internal bool Put(long list, Record record, RowVersion version, bool unpublished) => Put(_put, list, record, version, unpublished);

    /// <summary>The same with a version made here, which knows of the list's last deletion: where it names an earlier floor, it gets the list's.</summary>
    internal bool PutLocal(long list, Record record, bool unpublished) => Put(_putLocal, list, record, RowVersion.Of(record), unpublished);

    /// <summary>The version that is there, be it of something deleted.</summary>
    internal Record? Find(long list, string address, string key) =>
        _database.Query(_find, row => Read(row, address), [("$list", list), .. Constants, ("$key", key)]) is [var record] ? record : null;

    /// <summary>What decides about a version that comes from another host: the list's floor, or empty; ours, or null; whether ours is to be told.</summary>
    internal (string Floor, RowVersion? Ours, bool IsUnpublished) Compare(long list, string key) =>
        _database.Query(
            _compare,
            row => (
                Text(row, 0) ?? string.Empty,
                row.IsDBNull(1) ? (RowVersion?)null : new RowVersion(row.GetString(1), row.GetString(2), row.GetString(3)),
                !row.IsDBNull(1) && row.GetBoolean(4)),
            [("$list", list), ("$key", key), .. Constants])[0];

    internal List<Record> UnpublishedIn(long list, RecordRange range) =>
        Select(range.List, "unpublished = 1 AND hash BETWEEN $first AND $last", string.Empty, ("$list", list), ("$first", (long)range.First), ("$last", (long)range.Last));

    /// <summary>All of a list in the order of their keys, read a page at a time.</summary>
    internal IEnumerable<Record> AllOf(long list, string address)
    {
        // A list's own key is empty.
        (string comparison, string after) = (">=", string.Empty);
        while (true)
        {
            List<Record> page = Select(address, $"key {comparison} $after", $"ORDER BY key LIMIT {PageSize}", ("$list", list), ("$after", after));
            foreach (Record record in page)
            {
                yield return record;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            (comparison, after) = (">", page[^1].Key);
        }
    }

    /// <summary>Notes that the others know this version; nothing if it has changed since.</summary>
    internal void MarkPublished(long list, Record record) =>
        _database.Execute(
            $"UPDATE {Name} SET unpublished = 0 WHERE list = $list AND key = $key AND stamp = $stamp AND unpublished = 1{Which}",
            [("$list", list), ("$key", record.Key), ("$stamp", record.Stamp.ToString()), .. Constants]);

    internal void MarkUnpublished(long list, string key) =>
        _database.Execute(
            $"UPDATE {Name} SET unpublished = 1 WHERE list = $list AND key = $key AND unpublished = 0{Which}",
            [("$list", list), ("$key", key), .. Constants]);

    internal void MarkUnpublished(long list, RecordRange range) =>
        _database.Execute(
            $"UPDATE {Name} SET unpublished = 1 WHERE list = $list AND hash BETWEEN $first AND $last{Which}",
            [("$list", list), ("$first", (long)range.First), ("$last", (long)range.Last), .. Constants]);

    /// <summary>Takes away what is kept no longer; but for a deletion that the others have not been told of, for they may have what it ends.</summary>
    internal int Forget(DateTimeOffset now) =>
        Kind == RecordKind.List ? 0
        : Kind.Kept is { } kept ? Forget(now - kept, string.Empty)
        : Forget(now - Record.DeletionsKept, " AND deleted = 1 AND unpublished = 0");

    internal long CountUnpublished(long list) =>
        _database.Query($"SELECT count(*) FROM {Name} WHERE unpublished = 1 AND list = $list{Which}", row => row.GetInt64(0), [("$list", list), .. Constants])[0];

    private int Forget(DateTimeOffset before, string condition) =>
        _database.Execute($"DELETE FROM {Name} WHERE life < $before{condition}{Which}", [("$before", Stamp.Before(before).ToString()), .. Constants]);

    private bool Put(string sql, long list, Record record, RowVersion version, bool unpublished)
    {
        (string, object?)[] values = _values;
        values[0].Item2 = list;
        values[1].Item2 = record.Key;
        int at = 2 + Constants.Length;
        for (int i = 0; i < _fields; i++)
        {
            values[at++].Item2 = record.Fields[i];
        }

        values[at++].Item2 = (long)RecordHash.Of(record.Key);
        values[at++].Item2 = record.Extra;
        values[at++].Item2 = version.Floor;
        values[at++].Item2 = version.Life;
        values[at++].Item2 = version.Stamp;
        values[at++].Item2 = record.IsDeleted ? 1L : 0L;
        values[at].Item2 = unpublished ? 1L : 0L;
        return _database.Execute(sql, values) == 1;
    }

    private List<Record> Select(string address, string where, string order, params ReadOnlySpan<(string, object?)> parameters) =>
        _database.Query($"{_select} AND {where} {order}", row => Read(row, address), [.. parameters, .. Constants]);

    private Record Read(SqliteDataReader row, string address)
    {
        string?[] fields = new string?[_fields];
        for (int i = 0; i < _fields; i++)
        {
            fields[i] = Text(row, 1 + i);
        }

        int at = 1 + _fields;
        string life = row.GetString(at + 2);
        string stamp = row.GetString(at + 3);
        Stamp began = Database.Parse(life);
        return new Record(
            Kind,
            address,
            row.GetString(0),
            fields,
            Text(row, at),
            row.GetString(at + 1) is { Length: > 0 } floor ? Database.Parse(floor) : null,
            began,
            stamp == life ? began : Database.Parse(stamp),
            row.GetBoolean(at + 4));
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
