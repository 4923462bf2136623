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
    private const string Columns = "address, name, delivery, posting, origin, own_posts, vacation, bounced, life";
    private const string Off = "off";
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

    /// <summary>How many there are; no more than so many are counted.</summary>
    public long Count(ListSnapshot list, long atMost = long.MaxValue) => database.Query(
        "SELECT count(*) FROM (SELECT 1 FROM subscriber WHERE list = $list AND deleted = 0 LIMIT $most)",
        row => row.GetInt64(0),
        ("$list", list.Id), ("$most", atMost))[0];

    /// <summary>How many of them get no posts because mail comes back from them.</summary>
    public long CountBounced(ListSnapshot list) =>
        database.Query("SELECT count(*) FROM subscriber WHERE list = $list AND deleted = 0 AND bounced IS NOT NULL", row => row.GetInt64(0), ("$list", list.Id))[0];

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
    public IReadOnlyList<EmailAddress> Recipients(ListSnapshot list, string afterKey, int count, IReadOnlyCollection<EmailAddress> except)
    {
        // As many more as may be left out: so the page is full where others follow.
        List<EmailAddress> page = database.Query(
            """
            SELECT address FROM subscriber
            WHERE list = $list AND key > $after AND deleted = 0 AND delivery = $each AND (vacation IS NULL OR vacation <= $today) AND bounced IS NULL
            ORDER BY key LIMIT $count
            """,
            row => EmailAddress.Parse(row.GetString(0)),
            ("$list", list.Id), ("$after", afterKey), ("$each", Each), ("$today", Today), ("$count", count + except.Count));
        return except.Count == 0 ? page : [.. page.Where(recipient => !except.Contains(recipient)).Take(count)];
    }

    /// <summary>When somebody last came or went, whether they are subscribed now or not; null: nothing is known of them.</summary>
    public Stamp? LastLife(ListSnapshot list, EmailAddress address) => _records.Find(list.Id, address.Key)?.Life;

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
        bool ownPosts = request.OwnPosts ?? before?.OwnPosts ?? true;
        DateOnly? vacation = request.Vacation is not { } until ? before?.Vacation : until == DateOnly.MinValue ? null : until;
        if (before is not null && (before.Name, before.Delivery, before.Posting, before.OwnPosts, before.Vacation) == (name, delivery, posting, ownPosts, vacation))
        {
            return Change.None;
        }

        string?[] fields =
        [
            address.Text, name, Words.Of(delivery), Words.Of(posting), before?.Origin ?? origin,
            ownPosts ? null : Off, vacation is { } day ? IsoDate.Of(day) : null, before?.BouncedSince is { } bounced ? IsoDate.Of(bounced) : null,
        ];
        if (before is not null)
        {
            _records.Alter(list.Id, record!, fields);
            return Change.Altered;
        }

        _records.Begin(list.Id, address.Key, record, fields);
        return Change.Added;
    }

    /// <summary>Stops the posts for a subscriber because mail comes back from them, or lets them come again.</summary>
    /// <param name="list">The list.</param>
    /// <param name="address">Whose.</param>
    /// <param name="since">Since when none come; null: they come.</param>
    public Change SetBounced(ListSnapshot list, EmailAddress address, DateOnly? since)
    {
        string? day = since is { } given ? IsoDate.Of(given) : null;
        if (_records.Find(list.Id, address.Key) is not { IsDeleted: false } record || record.Fields[7] == day)
        {
            return Change.None;
        }

        _records.Alter(list.Id, record, [.. record.Fields.Take(7), day]);
        return Change.Altered;
    }

    /// <summary>The subscribers of a list whose addresses have that hash (<see cref="RecordHash.Wide"/>): one, but for an accident.</summary>
    public IReadOnlyList<EmailAddress> WithHash(ListSnapshot list, ulong hash) =>
    [
        .. database.Query(
            "SELECT address FROM subscriber WHERE list = $list AND hash = $hash AND deleted = 0",
            row => EmailAddress.Parse(row.GetString(0)),
            ("$list", list.Id), ("$hash", (long)(hash >> 32))).Where(address => RecordHash.Wide(address.Key) == hash),
    ];

    /// <summary>Ends a subscription; a record of it remains, without the name and what they had set for themselves.</summary>
    public Change Remove(ListSnapshot list, EmailAddress address)
    {
        if (_records.Find(list.Id, address.Key) is not { IsDeleted: false } record)
        {
            return Change.None;
        }

        _records.Begin(list.Id, record.Key, record, [record.Fields[0], null, .. record.Fields.Skip(2).Take(3), null, null, null], isDeleted: true);
        return Change.Removed;
    }

    private string Today => IsoDate.Of(IsoDate.DayOf(database.Time.GetUtcNow()));

    private static Subscriber Read(Record record) => Read(record.Fields, record.Life);

    private static Subscriber Read(SqliteDataReader row) =>
        Read([.. Enumerable.Range(0, row.FieldCount - 1).Select(column => row.IsDBNull(column) ? null : row.GetString(column))], Database.Parse(row.GetString(row.FieldCount - 1)));

    private static Subscriber Read(IReadOnlyList<string?> fields, Stamp life)
    {
        // A word that this version does not know (a later one wrote it) counts as the default.
        _ = Words.TryParse(fields[2], out DeliveryMode mode);
        _ = Words.TryParse(fields[3], out PostingRight right);
        DateOnly? vacation = IsoDate.TryParse(fields[6], out DateOnly day) ? day : null;
        DateOnly? bounced = IsoDate.TryParse(fields[7], out DateOnly since) ? since : null;
        return new Subscriber(EmailAddress.Parse(fields[0]!), fields[1], mode, right, fields[5] != Off, vacation, fields[4]!, life) { BouncedSince = bounced };
    }
}
