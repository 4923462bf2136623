using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>The owners of lists.</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told of changes.</param>
public sealed class OwnerTable(Database database, bool sharing)
{
    private readonly LocalRecords _records = new(database, RecordKind.Owner, sharing);

    /// <summary>The owners of a list, in the order of their keys.</summary>
    public IReadOnlyList<EmailAddress> Of(long list) =>
        database.Query(
            "SELECT address FROM owner WHERE list = $list AND deleted = 0 ORDER BY key",
            row => EmailAddress.Parse(row.GetString(0)),
            ("$list", list));

    /// <summary>
    /// Makes the owners of a list those. Each gets a record, those who stay too: what another host, apart from this one, decided before
    /// about one of them must not leave the list with fewer owners than were named here, or with none. All get one stamp and one floor:
    /// of two sets made apart, one is then later as a whole, and whom it names stays.
    /// </summary>
    public Change Set(ListSnapshot list, IEnumerable<EmailAddress> owners)
    {
        List<EmailAddress> wanted = [.. owners.Distinct()];
        IReadOnlyList<EmailAddress> before = Of(list.Id);
        if (before.ToHashSet().SetEquals(wanted))
        {
            return Change.None;
        }

        Stamp stamp = database.NextStamp();
        List<(EmailAddress Owner, Record? Before)> all = [.. before.Union(wanted).Select(owner => (owner, _records.Find(list.Id, owner.Key)))];
        Stamp? floor = all.Select(each => each.Before?.Floor).Max();
        foreach ((EmailAddress owner, Record? record) in all)
        {
            _records.Begin(list.Id, owner.Key, record, [owner.Text], !wanted.Contains(owner), stamp, floor);
        }

        return Change.Altered;
    }
}
