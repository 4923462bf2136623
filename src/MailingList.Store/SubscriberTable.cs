using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;

using Microsoft.Data.Sqlite;

namespace MailingList.Store;

/// <summary>The subscribers of lists. Its primary key is the order of an expansion, so a batch is one range of it.</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told of changes.</param>
public sealed class SubscriberTable(Database database, bool sharing)
{
    private const string Columns = "address, name, delivery, posting, origin, life";
    private const int PageSize = 1000;

    private static readonly string Each = Words.Of(DeliveryMode.Each);

    private readonly LocalRecords _records = new(database, RecordKind.Subscriber, sharing);

    /// <summary>The subscriber of that address, or null.</summary>
    public Subscriber? Find(ListSnapshot list, EmailAddress address) =>
        database.Query(
            $"SELECT {Columns} FROM subscriber WHERE list = $list AND key = $key AND deleted = 0",
            Read,
            ("$list", list.Id), ("$key", address.Key)) is [var subscriber]
            ? subscriber
            : null;

    /// <summary>How many there are.</summary>
    public long Count(ListSnapshot list) =>
        database.Query("SELECT count(*) FROM subscriber WHERE list = $list AND deleted = 0", row => row.GetInt64(0), ("$list", list.Id))[0];

    /// <summary>All of them in the order of their keys, read a page at a time.</summary>
    public IEnumerable<Subscriber> All(ListSnapshot list)
    {
        string after = string.Empty;
        while (true)
        {
            List<Subscriber> page = database.Query(
                $"SELECT {Columns} FROM subscriber WHERE list = $list AND key > $after AND deleted = 0 ORDER BY key LIMIT {PageSize}",
                Read,
                ("$list", list.Id), ("$after", after));
            foreach (Subscriber subscriber in page)
            {
                yield return subscriber;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Address.Key;
        }
    }

    /// <inheritdoc cref="IListReader.Recipients"/>
    public IReadOnlyList<EmailAddress> Recipients(ListSnapshot list, string afterKey, int count) =>
        database.Query(
            "SELECT address FROM subscriber WHERE list = $list AND key > $after AND deleted = 0 AND delivery = $each ORDER BY key LIMIT $count",
            row => EmailAddress.Parse(row.GetString(0)),
            ("$list", list.Id), ("$after", afterKey), ("$each", Each), ("$count", count));

    /// <summary>Makes somebody a subscriber as asked, or changes what is asked of one who is.</summary>
    /// <param name="list">The list.</param>
    /// <param name="request">How they shall be.</param>
    /// <param name="origin">How they come, kept for those who are new: <c>shell</c>, <c>import</c>.</param>
    public Change Put(ListSnapshot list, SubscriberRequest request, string origin)
    {
        Record? record = _records.Find(list.Id, request.Address.Key);
        Subscriber? before = record is { IsDeleted: false } ? Read(record) : null;
        // An address that is only spelled another way is no change: what was typed first stays.
        EmailAddress address = before?.Address ?? request.Address;
        string? name = request.Name is null ? before?.Name : request.Name.Length == 0 ? null : request.Name;
        DeliveryMode delivery = request.Delivery ?? before?.Delivery ?? DeliveryMode.Each;
        PostingRight posting = request.Posting ?? before?.Posting ?? PostingRight.Default;
        if (before is not null && before.Name == name && before.Delivery == delivery && before.Posting == posting)
        {
            return Change.None;
        }

        string?[] fields = [address.Text, name, Words.Of(delivery), Words.Of(posting), before?.Origin ?? origin];
        if (before is not null)
        {
            _records.Alter(list.Id, record!, fields);
            return Change.Altered;
        }

        _records.Begin(list.Id, address.Key, record, fields);
        return Change.Added;
    }

    /// <summary>Ends a subscription; a record of it remains, without the name.</summary>
    public Change Remove(ListSnapshot list, EmailAddress address)
    {
        if (_records.Find(list.Id, address.Key) is not { IsDeleted: false } record)
        {
            return Change.None;
        }

        _records.Begin(list.Id, record.Key, record, [record.Fields[0], null, .. record.Fields.Skip(2)], isDeleted: true);
        return Change.Removed;
    }

    private static Subscriber Read(Record record) =>
        Read(record.Fields[0]!, record.Fields[1], record.Fields[2]!, record.Fields[3]!, record.Fields[4]!, record.Life);

    private static Subscriber Read(SqliteDataReader row) =>
        Read(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), Database.Parse(row.GetString(5)));

    private static Subscriber Read(string address, string? name, string delivery, string posting, string origin, Stamp life)
    {
        // A word that this version does not know (a later one wrote it) counts as the default.
        _ = Words.TryParse(delivery, out DeliveryMode mode);
        _ = Words.TryParse(posting, out PostingRight right);
        return new Subscriber(EmailAddress.Parse(address), name, mode, right, origin, life);
    }
}
