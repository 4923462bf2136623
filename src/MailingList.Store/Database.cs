using MailingList.Core.Failures;
using MailingList.Core.Records;

using Microsoft.Data.Sqlite;

using SQLitePCL;

namespace MailingList.Store;

/// <summary>
/// This host's SQLite database: one connection, WAL, every commit on the disk before it returns. Statements are prepared once and
/// reused. For one thread. SQLite's own errors come out as <see cref="Failure"/>s (<see cref="StoreFailure"/>).
/// </summary>
public sealed partial class Database : IDisposable
{
    // In KiB: SQLite's own default, and what holds the pages that a portion of some ten thousand changes touches.
    private const int SmallCache = 2_000;
    private const int LargeCache = 32_000;

    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly string _host;
    private HybridClock? _clock;
    private Stamp? _lastKept;

    private Database(SqliteConnection connection, string path, TimeProvider time, string host)
    {
        _connection = connection;
        _path = path;
        _time = time;
        _host = host;
    }

    /// <summary>The wall clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>Runs changes in one transaction that waits its turn; all of them are on the disk afterwards, or none.</summary>
    public T Write<T>(Func<T> changes) => InTransaction("BEGIN IMMEDIATE", () =>
    {
        T result = changes();
        if (_clock is not null && _clock.Last != _lastKept)
        {
            Execute("INSERT INTO clock (id, stamp) VALUES (1, $stamp) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp",
                ("$stamp", _clock.Last.ToString()));
        }

        return result;
    });

    /// <summary>Runs changes of temporary tables only: other processes may write meanwhile.</summary>
    internal T WriteTemporary<T>(Func<T> changes) => InTransaction("BEGIN DEFERRED", changes);

    /// <summary>The stamp of a change in the running transaction: later than any that this host has seen.</summary>
    public Stamp NextStamp() => Clock().Next();

    /// <summary>Takes notice, in the running transaction, of a stamp made elsewhere: the next one here is later.</summary>
    public void Witness(Stamp stamp) => Clock().Witness(stamp);

    /// <summary>The latest stamp that this host gave out or saw; null: there was none.</summary>
    public Stamp? LastStamp() => Query("SELECT stamp FROM clock WHERE id = 1", row => row.GetString(0)) is [var last] ? Parse(last) : null;

    /// <summary>A number that changes when another process, or another connection of this one, changes the database.</summary>
    public long DataVersion() => Query("PRAGMA data_version", row => row.GetInt64(0))[0];

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Run(Prepare(sql, parameters), command => command.ExecuteNonQuery());

    /// <summary>All rows of a query, read before it returns: no read stays open across a write.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Run(Prepare(sql, parameters), command =>
        {
            using SqliteDataReader reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(read(reader));
            }

            return rows;
        });

    /// <summary>Writes a copy of the database as it is now to a file that is not there yet.</summary>
    public void CopyTo(string path) => Execute("VACUUM INTO $path", ("$path", path));

    /// <summary>Moves what lies in the WAL into the database file, after much was written; another process's reading may stop it halfway.</summary>
    public void Checkpoint() => Query("PRAGMA wal_checkpoint(TRUNCATE)", _ => 0);

    /// <summary>
    /// Gives SQLite more memory to keep pages in, or no more than usual. What comes in an order that is not the rows' own, or goes into an
    /// index of hashes, touches a page each time: with little memory many are written and read again before the transaction ends.
    /// </summary>
    public void ExpectMuch(bool much) => Unprepared($"PRAGMA cache_size = -{(much ? LargeCache : SmallCache)}");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteCommand command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    internal static Stamp Parse(string stamp) => Stamp.TryParse(stamp, out Stamp parsed)
        ? parsed
        : throw Failure.Temporary($"the database holds a stamp that is none: {stamp}");

    private T InTransaction<T>(string begin, Func<T> changes)
    {
        Execute(begin);
        bool committed = false;
        try
        {
            T result = changes();
            Execute("COMMIT");
            committed = true;
            return result;
        }
        finally
        {
            _clock = null;
            if (!committed)
            {
                RollBack();
            }
        }
    }

    private HybridClock Clock()
    {
        if (_clock is null)
        {
            _clock = new HybridClock(_time, _host);
            _lastKept = null;
            if (Query("SELECT stamp FROM clock WHERE id = 1", row => row.GetString(0)) is [var last])
            {
                _clock.Witness(Parse(last));
                _lastKept = _clock.Last;
            }
        }

        return _clock;
    }

    internal void Unprepared(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        Run(command, unprepared => unprepared.ExecuteNonQuery());
    }

    private T Run<T>(SqliteCommand command, Func<SqliteCommand, T> run)
    {
        try
        {
            return run(command);
        }
        catch (SqliteException error)
        {
            throw StoreFailure.From(error, _path);
        }
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_prepared.TryGetValue(sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach ((string name, _) in parameters)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }

            _prepared.Add(sql, command);
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        }

        return command;
    }

    // Its own failure adds nothing: the one that led here is on its way, and closing the connection undoes what is open.
    private void RollBack()
    {
        // SQLite has rolled some errors back by itself (disk full).
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _ = raw.sqlite3_exec(_connection.Handle, "ROLLBACK");
        }
    }
}
