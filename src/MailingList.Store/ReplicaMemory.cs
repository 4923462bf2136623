using MailingList.Core.Records;

using Microsoft.Data.Sqlite;

namespace MailingList.Store;

/// <summary>What this host remembers of its exchanges with the others.</summary>
/// <param name="database">The database.</param>
internal sealed class ReplicaMemory(Database database)
{
    internal ReplicaState Read()
    {
        Dictionary<string, FeedPosition> seen = database.Query(
            "SELECT host, instance, sequence FROM seen",
            row => (Host: row.GetString(0), Position: new FeedPosition(row.GetString(1), row.GetInt64(2)))).ToDictionary(row => row.Host, row => row.Position);
        List<ReplicaState> states = database.Query(
            "SELECT cluster, instance, sequence, reserved, full_read, exchange FROM exchange WHERE id = 1",
            row => new ReplicaState(row.IsDBNull(0) ? null : row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), Time(row, 4), Time(row, 5), seen));
        if (states is [var state])
        {
            return state;
        }

        // Another process may be as fast.
        database.Execute(
            "INSERT INTO exchange (id, instance, sequence, reserved) VALUES (1, $instance, 0, 0) ON CONFLICT DO NOTHING",
            ("$instance", Guid.NewGuid().ToString("N")[..12]));
        return Read();
    }

    internal void Write(ReplicaState state)
    {
        database.Execute(
            """
            INSERT INTO exchange (id, cluster, instance, sequence, reserved, full_read, exchange) VALUES (1, $cluster, $instance, $sequence, $reserved, $fullRead, $exchange)
            ON CONFLICT (id) DO UPDATE SET cluster = excluded.cluster, instance = excluded.instance, sequence = excluded.sequence,
                reserved = excluded.reserved, full_read = excluded.full_read, exchange = excluded.exchange
            """,
            ("$cluster", state.Cluster),
            ("$instance", state.Instance),
            ("$sequence", state.Sequence),
            ("$reserved", state.Reserved),
            ("$fullRead", state.FullRead?.ToUnixTimeMilliseconds()),
            ("$exchange", state.Exchange?.ToUnixTimeMilliseconds()));
        database.Execute("DELETE FROM seen");
        foreach ((string host, FeedPosition position) in state.Seen)
        {
            database.Execute(
                "INSERT INTO seen (host, instance, sequence) VALUES ($host, $instance, $sequence)",
                ("$host", host), ("$instance", position.Instance), ("$sequence", position.Sequence));
        }
    }

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
