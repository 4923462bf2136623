using MailingList.Core.Claims;

namespace MailingList.Store;

/// <summary>What this host notes about claims on posts.</summary>
/// <param name="database">The database.</param>
public sealed class ClaimNotes(Database database) : IClaimNotes
{
    // As the journal's entries; a post that is tried for longer is no post any more.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private long Now => database.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public DateTimeOffset FirstSeen(string identity, string host) => database.Write(() =>
    {
        long now = Now;
        database.Execute("DELETE FROM claim WHERE since < $before AND untold = 0", ("$before", now - (long)Kept.TotalMilliseconds));
        // Another host's taking begins anew, and so does one that a clock set back has put into the future.
        database.Execute(
            """
            INSERT INTO claim (identity, host, since, untold) VALUES ($identity, $host, $now, 0)
            ON CONFLICT (identity) DO UPDATE SET host = excluded.host, since = excluded.since WHERE host <> excluded.host OR since > excluded.since
            """,
            ("$identity", identity), ("$host", host), ("$now", now));
        return DateTimeOffset.FromUnixTimeMilliseconds(
            database.Query("SELECT since FROM claim WHERE identity = $identity", row => row.GetInt64(0), ("$identity", identity))[0]);
    });

    /// <inheritdoc/>
    public void Distributed(string identity) => database.Execute(
        "INSERT INTO claim (identity, host, since, untold) VALUES ($identity, '', $now, 1) ON CONFLICT (identity) DO UPDATE SET untold = 1",
        ("$identity", identity), ("$now", Now));

    /// <inheritdoc/>
    public void Told(string identity) => database.Execute("UPDATE claim SET untold = 0 WHERE identity = $identity AND untold = 1", ("$identity", identity));

    /// <inheritdoc/>
    public IReadOnlyList<string> Untold() => database.Query("SELECT identity FROM claim WHERE untold = 1 ORDER BY identity", row => row.GetString(0));
}
