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
    private readonly string _columns;
    private readonly string _put;
    private readonly int _fields;

    internal RecordTable(Database database, RecordKind kind)
    {
        _database = database;
        Kind = kind;
        _fields = kind.Fields.Count;
        // A kind that this version does not know shares its table with others.
        Name = kind.IsKnown ? kind.Name : Unknown;
        string[] constants = kind.IsKnown ? [] : ["grp", "kind"];
        Which = string.Concat(constants.Select(column => $" AND {column} = ${column}"));
        _columns = string.Join(", ", (string[])["key", .. kind.Fields, Versioned]);
        string[] written = [.. kind.Fields, "hash", "extra", "floor", "life", "stamp", "deleted", "unpublished"];
        string[] all = ["list", "key", .. constants, .. written];
        _put =
            $"""
            INSERT INTO {Name} ({string.Join(", ", all)})
            VALUES ({string.Join(", ", all.Select(column => "$" + column))})
            ON CONFLICT (list{string.Concat(constants.Select(column => ", " + column))}, key) DO UPDATE SET
            {string.Join(", ", written.Select(column => $"{column} = excluded.{column}"))}
            WHERE (excluded.floor, excluded.life, excluded.stamp) > ({Name}.floor, {Name}.life, {Name}.stamp)
            """;
    }

    internal RecordKind Kind { get; }

    internal string Name { get; }

    /// <summary>What tells this kind's rows apart in a table that it shares: a condition on <see cref="Constants"/>, or empty.</summary>
    internal string Which { get; }

    /// <summary>The parameters of <see cref="Which"/>.</summary>
    internal (string Name, object? Value)[] Constants => Kind.IsKnown ? [] : [("$grp", Words.Of(Kind.Group)), ("$kind", Kind.Name)];

    /// <summary>Puts a version there unless a later one is; says whether it did.</summary>
    internal bool Put(long list, Record record, bool unpublished)
    {
        List<(string, object?)> values =
        [
            ("$list", list),
            ("$key", record.Key),
            .. Constants,
            .. Kind.Fields.Select((field, i) => ("$" + field, (object?)record.Fields[i])),
            ("$hash", (long)RecordHash.Of(record.Key)),
            ("$extra", record.Extra),
            ("$floor", record.Floor?.ToString() ?? string.Empty),
            ("$life", record.Life.ToString()),
            ("$stamp", record.Stamp.ToString()),
            ("$deleted", record.IsDeleted ? 1 : 0),
            ("$unpublished", unpublished ? 1 : 0),
        ];
        return _database.Execute(_put, [.. values]) == 1;
    }

    /// <summary>The version that is there, be it of something deleted.</summary>
    internal Record? Find(long list, string address, string key) =>
        Select(address, "key = $key", string.Empty, ("$list", list), ("$key", key)) is [var record] ? record : null;

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

    internal void MarkUnpublished(long list, Record record) =>
        _database.Execute(
            $"UPDATE {Name} SET unpublished = 1 WHERE list = $list AND key = $key AND unpublished = 0{Which}",
            [("$list", list), ("$key", record.Key), .. Constants]);

    internal void MarkUnpublished(long list, RecordRange range) =>
        _database.Execute(
            $"UPDATE {Name} SET unpublished = 1 WHERE list = $list AND hash BETWEEN $first AND $last{Which}",
            [("$list", list), ("$first", (long)range.First), ("$last", (long)range.Last), .. Constants]);

    internal long CountUnpublished(long list) =>
        _database.Query($"SELECT count(*) FROM {Name} WHERE unpublished = 1 AND list = $list{Which}", row => row.GetInt64(0), [("$list", list), .. Constants])[0];

    private List<Record> Select(string address, string where, string order, params ReadOnlySpan<(string, object?)> parameters) =>
        _database.Query(
            $"SELECT {_columns} FROM {Name} WHERE list = $list AND {where}{Which} {order}",
            row => Read(row, address),
            [.. parameters, .. Constants]);

    private Record Read(SqliteDataReader row, string address)
    {
        string?[] fields = new string?[_fields];
        for (int i = 0; i < _fields; i++)
        {
            fields[i] = Text(row, 1 + i);
        }

        int at = 1 + _fields;
        return new Record(
            Kind,
            address,
            row.GetString(0),
            fields,
            Text(row, at),
            row.GetString(at + 1) is { Length: > 0 } floor ? Database.Parse(floor) : null,
            Database.Parse(row.GetString(at + 2)),
            Database.Parse(row.GetString(at + 3)),
            row.GetBoolean(at + 4));
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
