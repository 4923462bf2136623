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
        Subscriber? before = Find(list, request.Address);
        // An address that is only spelled another way is no change: what was typed first stays.
        EmailAddress address = before?.Address ?? request.Address;
        string? name = request.Name is null ? before?.Name : request.Name.Length == 0 ? null : request.Name;
        DeliveryMode delivery = request.Delivery ?? before?.Delivery ?? DeliveryMode.Each;
        PostingRight posting = request.Posting ?? before?.Posting ?? PostingRight.Default;
        if (before is not null && before.Name == name && before.Delivery == delivery && before.Posting == posting)
        {
            return Change.None;
        }

        Stamp stamp = database.NextStamp();
        database.Execute(
            """
            INSERT INTO subscriber (list, key, address, name, delivery, posting, origin, life, stamp, deleted, unpublished)
            VALUES ($list, $key, $address, $name, $delivery, $posting, $origin, $life, $stamp, 0, $unpublished)
            ON CONFLICT (list, key) DO UPDATE SET address = excluded.address, name = excluded.name, delivery = excluded.delivery,
                posting = excluded.posting, origin = excluded.origin, life = excluded.life, stamp = excluded.stamp, deleted = 0,
                unpublished = excluded.unpublished
            """,
            ("$list", list.Id),
            ("$key", address.Key),
            ("$address", address.Text),
            ("$name", name),
            ("$delivery", Words.Of(delivery)),
            ("$posting", Words.Of(posting)),
            ("$origin", before?.Origin ?? origin),
            ("$life", (before?.Life ?? stamp).ToString()),
            ("$stamp", stamp.ToString()),
            ("$unpublished", sharing ? 1 : 0));
        return before is null ? Change.Added : Change.Altered;
    }

    /// <summary>Ends a subscription; a record of it remains, without the name.</summary>
    public Change Remove(ListSnapshot list, EmailAddress address)
    {
        if (Find(list, address) is null)
        {
            return Change.None;
        }

        string stamp = database.NextStamp().ToString();
        database.Execute(
            "UPDATE subscriber SET deleted = 1, name = NULL, life = $stamp, stamp = $stamp, unpublished = $unpublished WHERE list = $list AND key = $key",
            ("$stamp", stamp), ("$unpublished", sharing ? 1 : 0), ("$list", list.Id), ("$key", address.Key));
        return Change.Removed;
    }

    private static Subscriber Read(SqliteDataReader row)
    {
        // A word that this version does not know (a later one wrote it) counts as the default.
        _ = Words.TryParse(row.GetString(2), out DeliveryMode delivery);
        _ = Words.TryParse(row.GetString(3), out PostingRight posting);
        return new Subscriber(
            EmailAddress.Parse(row.GetString(0)),
            row.IsDBNull(1) ? null : row.GetString(1),
            delivery,
            posting,
            row.GetString(4),
            Database.Parse(row.GetString(5)));
    }
}
