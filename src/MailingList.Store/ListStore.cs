using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>The lists of this host's replica: what the road of a post reads, and what verbs change. Changes are made inside <see cref="Database.Write"/>.</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told of changes; false where this host stands alone.</param>
public sealed class ListStore(Database database, bool sharing) : IListReader
{
    private const string Select = "SELECT l.list, l.address, l.list_id, l.life FROM list_name n JOIN list l ON l.list = n.id WHERE l.deleted = 0";

    private readonly ListNames _names = new(database);
    private readonly LocalRecords _records = new(database, RecordKind.List, sharing);

    /// <summary>The settings of lists.</summary>
    public SettingTable Settings { get; } = new(database, sharing);

    /// <summary>The owners of lists.</summary>
    public OwnerTable Owners { get; } = new(database, sharing);

    /// <summary>What is made of senders.</summary>
    public SenderTable Senders { get; } = new(database, sharing);

    /// <summary>Header fields that are not taken.</summary>
    public HeaderRuleTable Headers { get; } = new(database, sharing);

    /// <summary>The subscribers of lists.</summary>
    public SubscriberTable Subscribers { get; } = new(database, sharing);

    /// <summary>What happened to subscriptions.</summary>
    public EventTable Events { get; } = new(database, sharing);

    /// <summary>Who wants to be subscribed where owners decide.</summary>
    public ApplicationTable Applications { get; } = new(database, sharing);

    /// <inheritdoc/>
    public ListSnapshot? Find(EmailAddress address) =>
        database.Query($"{Select} AND n.key = $key", Row.Read, ("$key", address.Key)) is [var row]
            ? Snapshot(row)
            : null;

    /// <summary>All lists, by domain and name.</summary>
    public IReadOnlyList<ListSnapshot> All() =>
        [.. database.Query($"{Select} ORDER BY n.key", Row.Read).Select(Snapshot)];

    /// <summary>The lists on which an address is subscribed, by domain and name.</summary>
    public IReadOnlyList<ListSnapshot> Of(EmailAddress subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return [.. database.Query(
            $"{Select} AND EXISTS (SELECT 1 FROM subscriber s WHERE s.list = l.list AND s.key = $key AND s.deleted = 0) ORDER BY n.key",
            Row.Read,
            ("$key", subscriber.Key)).Select(Snapshot)];
    }

    /// <inheritdoc/>
    public Subscriber? FindSubscriber(ListSnapshot list, EmailAddress address) => Subscribers.Find(list, address);

    /// <inheritdoc/>
    public IReadOnlyList<SenderRule> SenderRules(ListSnapshot list, EmailAddress address) => [.. Senders.Of(list, address), .. Senders.Globs(list)];

    /// <inheritdoc/>
    public IReadOnlyList<HeaderRule> HeaderRules(ListSnapshot list) => Headers.For(list);

    /// <inheritdoc/>
    public IReadOnlyList<EmailAddress> Recipients(ListSnapshot list, string afterKey, int count, IReadOnlyCollection<EmailAddress> except) =>
        Subscribers.Recipients(list, afterKey, count, except);

    /// <summary>Creates a list; nothing where there is one of that address.</summary>
    public Change Create(EmailAddress address, string listId, IEnumerable<EmailAddress> owners)
    {
        if (Find(address) is not null)
        {
            return Change.None;
        }

        long list = _names.Number(address);
        _records.Begin(list, string.Empty, _records.Find(list, string.Empty), [address.Text, listId]);
        Owners.Set(Find(address)!, owners);
        return Change.Added;
    }

    /// <summary>
    /// Deletes a list with all that belongs to it. The list's own record stays and says so; its floor says the same of every other
    /// record of the list, so those need none of their own.
    /// </summary>
    public void Delete(ListSnapshot list)
    {
        Stamp stamp = database.NextStamp();
        _records.Put(list.Id, _records.Find(list.Id, string.Empty)! with { Floor = stamp, Life = stamp, Stamp = stamp, IsDeleted = true });
        new ListContents(database).DeleteBelow(list.Id, stamp);
    }

    private ListSnapshot Snapshot(Row row) => new(
        row.Id,
        EmailAddress.Parse(row.Address),
        row.ListId,
        ListSettings.From(Settings.Of(row.Id)),
        Owners.Of(row.Id),
        Database.Parse(row.Life));

    private sealed record Row(long Id, string Address, string ListId, string Life)
    {
        internal static Row Read(Microsoft.Data.Sqlite.SqliteDataReader row) =>
            new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3));
    }
}
