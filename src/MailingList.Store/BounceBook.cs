using MailingList.Core.Addressing;
using MailingList.Core.Bounces;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Standing;

using Microsoft.Data.Sqlite;

namespace MailingList.Store;

/// <summary>What came back, and what follows from it, in SQLite.</summary>
/// <param name="database">The database.</param>
/// <param name="lists">The lists in it.</param>
/// <param name="sharing">Whether other hosts are to be told.</param>
public sealed class BounceBook(Database database, ListStore lists, bool sharing) : IBounceBook
{
    private const string Columns = "key, origin, class, status, text, host, life, address";

    private readonly LocalRecords _bounces = new(database, RecordKind.Bounce, sharing);
    private readonly LocalRecords _standings = new(database, RecordKind.Standing, sharing);
    private readonly LocalRecords _notices = new(database, RecordKind.Notice, sharing);

    /// <inheritdoc/>
    public bool Note(Bounce bounce)
    {
        ArgumentNullException.ThrowIfNull(bounce);
        string key = bounce.Key.ToString();
        Record? before = _bounces.Find(0, key);
        if (before is { IsDeleted: false })
        {
            return false;
        }

        _bounces.Begin(0, key, before, [bounce.Address.Text, bounce.List.Text, Words.Of(bounce.Class), bounce.Status, bounce.Text, bounce.Host]);
        return true;
    }

    /// <inheritdoc/>
    public int CountOf(EmailAddress list, DateOnly day, string message)
    {
        ArgumentNullException.ThrowIfNull(list);
        return database.Query(
            "SELECT count(*) FROM bounce WHERE substr(key, -15) = $message AND origin = $list AND deleted = 0",
            row => row.GetInt32(0),
            ("$message", $"{IsoDate.Of(day)} {message}"), ("$list", list.Text))[0];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Bounce> Known(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        // A quoted local part may begin with another address and a blank.
        return [.. database.Query(
            $"SELECT {Columns} FROM bounce WHERE list = 0 AND key > $address || ' ' AND key < $address || '!' AND deleted = 0 ORDER BY key",
            Read,
            ("$address", address.Key)).OfType<Bounce>().Where(bounce => bounce.Address.Equals(address))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Bounce> Since(DateOnly day) =>
        [.. database.Query(
            $"SELECT {Columns} FROM bounce WHERE substr(key, -15) >= $day AND deleted = 0 ORDER BY key",
            Read,
            ("$day", IsoDate.Of(day))).OfType<Bounce>()];

    /// <inheritdoc/>
    public IReadOnlyList<EmailAddress> Suspects(DateOnly day, int days) => database.Query(
        """
        SELECT address FROM bounce WHERE substr(key, -15) >= $day AND deleted = 0
        GROUP BY substr(key, 1, length(key) - 16) HAVING count(DISTINCT substr(key, -15, 10)) >= $days
        """,
        row => EmailAddress.Parse(row.GetString(0)),
        ("$day", IsoDate.Of(day)), ("$days", days));

    /// <inheritdoc/>
    public IReadOnlyList<EmailAddress> ListsNoted(DateTimeOffset since, DateTimeOffset until) => database.Query(
        "SELECT DISTINCT origin FROM bounce WHERE life >= $from AND life < $to AND deleted = 0",
        row => EmailAddress.Parse(row.GetString(0)),
        ("$from", Stamp.Before(since).ToString()), ("$to", Stamp.Before(until).ToString()));

    /// <inheritdoc/>
    public IReadOnlyList<Bounce> Noted(EmailAddress list, DateTimeOffset since, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(list);
        return [.. database.Query(
            $"SELECT {Columns} FROM bounce WHERE life >= $from AND life < $to AND origin = $list AND deleted = 0 ORDER BY key",
            Read,
            ("$from", Stamp.Before(since).ToString()), ("$to", Stamp.Before(until).ToString()), ("$list", list.Text)).OfType<Bounce>()];
    }

    /// <inheritdoc/>
    public AddressStanding? Find(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _standings.Find(0, address.Key) is { IsDeleted: false } record ? Standing(record.Fields) : null;
    }

    /// <inheritdoc/>
    public AddressStanding? FindProbe(EmailAddress list, string probe) => database.Query(
        "SELECT address, state, since, origin, probe, notices FROM standing WHERE list = 0 AND probe = $probe AND origin = $list AND deleted = 0", Standing, ("$probe", probe), ("$list", list.Text)) is [{ } standing, ..]
            ? standing
            : null;

    /// <inheritdoc/>
    public IReadOnlyList<AddressStanding> Open() =>
        [.. database.Query(
            "SELECT address, state, since, origin, probe, notices FROM standing WHERE list = 0 AND deleted = 0 AND state <> $clear ORDER BY key",
            Standing,
            ("$clear", Words.Of(StandingState.Clear))).OfType<AddressStanding>()];

    /// <inheritdoc/>
    public IReadOnlyList<EmailAddress> Stopped() =>
        [.. database.Query("SELECT address FROM subscriber WHERE bounced IS NOT NULL AND deleted = 0", row => EmailAddress.Parse(row.GetString(0))).DistinctBy(address => address.Key)];

    /// <inheritdoc/>
    public void Put(AddressStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        string?[] fields =
        [
            standing.Address.Text, Words.Of(standing.State), IsoDate.Of(standing.Since), standing.List.Text, standing.Probe,
            standing.Notices.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ];
        Record? before = _standings.Find(0, standing.Address.Key);
        if (standing.State == StandingState.Off && before is { IsDeleted: false })
        {
            // It goes on: what another host cleared meanwhile is a life of its own, and stands, whichever is written first.
            _standings.Alter(0, before, fields);
        }
        else
        {
            _standings.Begin(0, standing.Address.Key, before, fields);
        }
    }

    /// <inheritdoc/>
    public Change SetBounced(ListSnapshot list, EmailAddress address, DateOnly? since) => lists.Subscribers.SetBounced(list, address, since);

    /// <inheritdoc/>
    public IReadOnlyList<EmailAddress> SubscribersWithHash(ListSnapshot list, ulong hash) => lists.Subscribers.WithHash(list, hash);

    /// <inheritdoc/>
    public bool IsTold(ListSnapshot list, string what)
    {
        ArgumentNullException.ThrowIfNull(list);
        return _notices.Find(list.Id, what) is { IsDeleted: false };
    }

    /// <inheritdoc/>
    public bool TellOnce(ListSnapshot list, string what)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(what);
        Record? before = _notices.Find(list.Id, what);
        if (before is { IsDeleted: false })
        {
            return false;
        }

        _notices.Begin(list.Id, what, before, [what.Split(' ')[0]]);
        return true;
    }

    // A class that this version does not know (a later one wrote it) says nothing.
    private static Bounce? Read(SqliteDataReader row)
    {
        _ = Words.TryParse(row.GetString(2), out BounceClass why);
        return BounceKey.TryParse(row.GetString(0), out BounceKey? key)
            ? new Bounce(key.Value with { Address = EmailAddress.Parse(row.GetString(7)) }, EmailAddress.Parse(row.GetString(1)), why, Text(row, 3), Text(row, 4), Text(row, 5)) { Noted = Database.Parse(row.GetString(6)).Time }
            : null;
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static AddressStanding? Standing(SqliteDataReader row) => Standing([.. Enumerable.Range(0, 6).Select(column => Text(row, column))]);

    // A state that this version does not know: it changes nothing.
    private static AddressStanding? Standing(IReadOnlyList<string?> fields) =>
        Words.TryParse(fields[1], out StandingState state) && IsoDate.TryParse(fields[2], out DateOnly since)
            && int.TryParse(fields[5], System.Globalization.CultureInfo.InvariantCulture, out int notices)
            ? new AddressStanding(EmailAddress.Parse(fields[0]!), state, since, EmailAddress.Parse(fields[3]!), fields[4], notices)
            : null;
}
