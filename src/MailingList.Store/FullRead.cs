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
    private const string Columns = "list, kind, grp, key, value, extra, floor, life, stamp, deleted";
    private const string Types = "list TEXT, kind TEXT, grp TEXT, key TEXT, value TEXT, extra TEXT, floor TEXT, life TEXT, stamp TEXT, deleted INTEGER";

    // Behind any host's name.
    private const string LastHost = "\U0010ffff";

    private readonly Database _database;
    private readonly Replica _replica;
    private readonly string _began;

    internal FullRead(Database database, Replica replica)
    {
        _database = database;
        _replica = replica;
        // The host in it is this one; what was seen of another with the same time and counter came before too.
        _began = database.Query("SELECT stamp FROM clock WHERE id = 1", row => row.GetString(0)) is [var last]
            ? (Database.Parse(last) with { Host = LastHost }).ToString()
            : string.Empty;
        Drop();
        database.ExpectMuch(true);
        database.Unprepared($"CREATE TEMP TABLE arrived ({Types})");
        database.Unprepared($"CREATE TEMP TABLE sorted ({Types}, PRIMARY KEY (list, kind, grp, key)) WITHOUT ROWID");
        database.Unprepared("CREATE TEMP TABLE missing (list INTEGER, key TEXT)");
    }

    /// <inheritdoc/>
    public void Add(IEnumerable<Record> records) => _database.WriteTemporary(() =>
    {
        foreach (Record record in records)
        {
            RowVersion version = RowVersion.Of(record);
            _database.Execute(
                $"INSERT INTO temp.arrived ({Columns}) VALUES ($list, $kind, $grp, $key, $value, $extra, $floor, $life, $stamp, $deleted)",
                ("$list", record.List),
                ("$kind", record.Kind.Name),
                ("$grp", Words.Of(record.Kind.Group)),
                ("$key", record.Key),
                ("$value", string.Join('\0', record.Fields.Select(field => field is null ? "-" : "+" + field))),
                ("$extra", record.Extra),
                ("$floor", version.Floor),
                ("$life", version.Life),
                ("$stamp", version.Stamp),
                ("$deleted", record.IsDeleted ? 1 : 0));
        }

        return true;
    });

    /// <inheritdoc/>
    public (long Theirs, long Missing) Finish(bool forgetMissing)
    {
        // Of a record that came twice only the latest version: an earlier one would look like what somebody has yet to be told of.
        _database.Unprepared($"INSERT OR IGNORE INTO temp.sorted ({Columns}) SELECT {Columns} FROM temp.arrived ORDER BY list, kind, grp, key, floor DESC, life DESC, stamp DESC");
        _database.Unprepared("DROP TABLE temp.arrived");
        long theirs = Merge();
        _replica.Write(() => _replica.Forget(_database.Time.GetUtcNow()));
        return (theirs, _replica.Tables.Sum(table => Miss(table, forgetMissing)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Drop();
        _database.ExpectMuch(false);
    }

    private long Merge()
    {
        long theirs = 0;
        (string List, string Kind, string Group, string Key) after = (string.Empty, string.Empty, string.Empty, string.Empty);
        while (true)
        {
            List<Record> page = _database.Query(
                $"SELECT {Columns} FROM temp.sorted WHERE (list, kind, grp, key) > ($list, $kind, $grp, $key) ORDER BY list, kind, grp, key LIMIT {Portion}",
                Read,
                ("$list", after.List), ("$kind", after.Kind), ("$grp", after.Group), ("$key", after.Key));
            if (page is not [.., var last])
            {
                return theirs;
            }

            theirs += _replica.Write(() => page.Count(record => _replica.Merge(record) == Merged.Theirs));
            after = (last.List, last.Kind.Name, Words.Of(last.Kind.Group), last.Key);
        }
    }

    // Looked for without keeping other writers waiting. What changed here since the reading began was published past it.
    private long Miss(RecordTable table, bool forget)
    {
        _database.Execute("DELETE FROM temp.missing");
        int found = _database.Execute(
            $"""
            INSERT INTO temp.missing (list, key) SELECT list, key FROM {table.Name} WHERE unpublished = 0 AND stamp <= $began{table.Which} AND NOT EXISTS (
                SELECT 1 FROM temp.sorted AS theirs
                WHERE theirs.list = coalesce((SELECT address FROM list_name WHERE id = {table.Name}.list), '')
                    AND theirs.kind = $kindName AND theirs.grp = $group AND theirs.key = {table.Name}.key)
            """,
            [("$began", _began), .. table.Constants, ("$kindName", table.Kind.Name), ("$group", Words.Of(table.Kind.Group))]);
        return found == 0 ? 0 : _replica.Write(() => _database.Execute(
            $"""
            {(forget ? $"DELETE FROM {table.Name}" : $"UPDATE {table.Name} SET unpublished = 1")}
            WHERE (list, key) IN (SELECT list, key FROM temp.missing) AND unpublished = 0 AND stamp <= $began{table.Which}
            """,
            [("$began", _began), .. table.Constants]));
    }

    private static Record Read(SqliteDataReader row)
    {
        _ = Words.TryParse(row.GetString(2), out RecordGroup group);
        return new Record(
            RecordKind.Of(row.GetString(1), group),
            row.GetString(0),
            row.GetString(3),
            Fields(row.GetString(4)),
            row.IsDBNull(5) ? null : row.GetString(5),
            row.GetString(6) is { Length: > 0 } floor ? Database.Parse(floor) : null,
            Database.Parse(row.GetString(7)),
            Database.Parse(row.GetString(8)),
            row.GetBoolean(9));
    }

    private static string?[] Fields(string value) =>
        value.Length == 0 ? [] : [.. value.Split('\0').Select(field => field[0] == '-' ? null : field[1..])];

    private void Drop()
    {
        foreach (string table in (string[])["arrived", "sorted", "missing"])
        {
            _database.Unprepared($"DROP TABLE IF EXISTS temp.{table}");
        }
    }
}
