using MailingList.Core.Lists;
using MailingList.Core.Records;

using Microsoft.Data.Sqlite;

namespace MailingList.Store;

/// <summary>
/// A full read by way of temporary tables: records come in the order of their hashes, and inserting a million of them so would touch a
/// page of the database each. Sorted first, they go in one after the other.
/// </summary>
internal sealed class FullRead : IFullRead
{
    // Others write between two portions; each takes some tenths of a second.
    private const int Portion = 20_000;
    // A stamp without its host, which is this one for the clock: what another host made at that moment was there, too.
    private const int TimeOfStamp = 17;
    private const string Columns = "list, kind, grp, key, value, extra, floor, life, stamp, deleted";

    private readonly Database _database;
    private readonly Replica _replica;
    private readonly string _began;

    internal FullRead(Database database, Replica replica)
    {
        _database = database;
        _replica = replica;
        _began = database.Query("SELECT stamp FROM clock WHERE id = 1", row => row.GetString(0)) is [var last] ? last[..TimeOfStamp] : string.Empty;
        Drop();
        database.Unprepared("CREATE TEMP TABLE arrived (list TEXT, kind TEXT, grp TEXT, key TEXT, value TEXT, extra TEXT, floor TEXT, life TEXT, stamp TEXT, deleted INTEGER)");
    }

    /// <inheritdoc/>
    public void Add(IEnumerable<Record> records) => _database.Write(() =>
    {
        foreach (Record record in records)
        {
            _database.Execute(
                $"INSERT INTO temp.arrived ({Columns}) VALUES ($list, $kind, $grp, $key, $value, $extra, $floor, $life, $stamp, $deleted)",
                ("$list", record.List),
                ("$kind", record.Kind.Name),
                ("$grp", Words.Of(record.Kind.Group)),
                ("$key", record.Key),
                ("$value", string.Join('\0', record.Fields.Select(field => field is null ? "-" : "+" + field))),
                ("$extra", record.Extra),
                ("$floor", record.Floor?.ToString()),
                ("$life", record.Life.ToString()),
                ("$stamp", record.Stamp.ToString()),
                ("$deleted", record.IsDeleted ? 1 : 0));
        }

        return true;
    });

    /// <inheritdoc/>
    public (long Theirs, long Missing) Finish(bool forgetMissing)
    {
        _database.Unprepared($"CREATE TEMP TABLE sorted AS SELECT {Columns} FROM temp.arrived ORDER BY list, kind, key");
        _database.Unprepared("CREATE INDEX temp.sorted_key ON sorted (list, kind, grp, key)");
        long theirs = Merge();
        _replica.Write(() => _replica.ForgetDeletions(_database.Time.GetUtcNow()));
        return (theirs, _replica.Write(() => Miss(forgetMissing)));
    }

    /// <inheritdoc/>
    public void Dispose() => Drop();

    private long Merge()
    {
        long theirs = 0;
        long after = 0;
        while (true)
        {
            List<(long Row, Record Record)> page = _database.Query(
                $"SELECT rowid, {Columns} FROM temp.sorted WHERE rowid > $after ORDER BY rowid LIMIT {Portion}",
                row => (row.GetInt64(0), Read(row)),
                ("$after", after));
            if (page.Count == 0)
            {
                return theirs;
            }

            theirs += _replica.Write(() => page.Count(row => _replica.Merge(row.Record) == Merged.Theirs));
            after = page[^1].Row;
        }
    }

    // What changed here since the reading began was published past it.
    private long Miss(bool forget) => _replica.Tables.Sum(table => (long)_database.Execute(
        $"""
        {(forget ? $"DELETE FROM {table.Name}" : $"UPDATE {table.Name} SET unpublished = 1")}
        WHERE unpublished = 0 AND substr(stamp, 1, {TimeOfStamp}) <= $began{table.Which} AND NOT EXISTS (
            SELECT 1 FROM temp.sorted AS theirs
            WHERE theirs.list = coalesce((SELECT address FROM list_name WHERE id = {table.Name}.list), '')
                AND theirs.kind = $kindName AND theirs.grp = $group AND theirs.key = {table.Name}.key)
        """,
        [.. table.Constants, ("$began", _began), ("$kindName", table.Kind.Name), ("$group", Words.Of(table.Kind.Group))]));

    private static Record Read(SqliteDataReader row)
    {
        _ = Words.TryParse(row.GetString(3), out RecordGroup group);
        return new Record(
            RecordKind.Of(row.GetString(2), group),
            row.GetString(1),
            row.GetString(4),
            Fields(row.GetString(5)),
            row.IsDBNull(6) ? null : row.GetString(6),
            row.IsDBNull(7) ? null : Database.Parse(row.GetString(7)),
            Database.Parse(row.GetString(8)),
            Database.Parse(row.GetString(9)),
            row.GetBoolean(10));
    }

    private static string?[] Fields(string value) =>
        value.Length == 0 ? [] : [.. value.Split('\0').Select(field => field[0] == '-' ? null : field[1..])];

    private void Drop()
    {
        _database.Unprepared("DROP TABLE IF EXISTS temp.arrived");
        _database.Unprepared("DROP TABLE IF EXISTS temp.sorted");
    }
}
