using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;

using Microsoft.Data.Sqlite;

namespace MailingList.Store;

/// <summary>What happened to subscriptions, for as long as it is kept.</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told.</param>
public sealed class EventTable(Database database, bool sharing)
{
    private readonly LocalRecords _records = new(database, RecordKind.Event, sharing);

    /// <summary>Notes what happened now.</summary>
    public void Note(ListSnapshot list, EmailAddress address, SubscriberEventKind kind, Cause cause, string detail)
    {
        Stamp stamp = database.NextStamp();
        string?[] fields = [address.Text, Words.Of(kind), cause.Origin, Line(cause.By), cause.MessageId is { } message ? Line(message) : null, Line(detail)];
        _records.Begin(list.Id, new StampedKey(address, stamp).ToString(), null, fields, isDeleted: false, stamp, floor: null);
    }

    /// <summary>What happened to an address on a list, the oldest first.</summary>
    public IReadOnlyList<SubscriberEvent> Of(ListSnapshot list, EmailAddress address) =>
    [
        .. database.Query(
            $"SELECT address, what, origin, by, message, detail, life FROM event WHERE list = $list AND {StampedKeys.OfAddress} AND deleted = 0 ORDER BY key",
            Read,
            ("$list", list.Id), ("$address", address.Key)).OfType<SubscriberEvent>(),
    ];

    // What only a later version knows to happen is left out.
    private static SubscriberEvent? Read(SqliteDataReader row) =>
        Words.TryParse(row.GetString(1), out SubscriberEventKind kind)
            ? new SubscriberEvent(
                EmailAddress.Parse(row.GetString(0)),
                kind,
                new Cause(row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4)),
                row.GetString(5),
                Database.Parse(row.GetString(6)))
            : null;

    // A stranger's mail may say anything; what other hosts refuse is not written.
    private static string Line(string text)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= RecordKind.LongestLine ? line : line[..RecordKind.LongestLine];
    }
}
