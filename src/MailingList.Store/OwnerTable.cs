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
    /// about one of them must not leave the list with fewer owners than were named here, or with none.
    /// </summary>
    public Change Set(ListSnapshot list, IEnumerable<EmailAddress> owners)
    {
        List<EmailAddress> wanted = [.. owners.Distinct()];
        IReadOnlyList<EmailAddress> before = Of(list.Id);
        if (before.ToHashSet().SetEquals(wanted))
        {
            return Change.None;
        }

        foreach (EmailAddress owner in before.Union(wanted))
        {
            _records.Begin(list.Id, owner.Key, _records.Find(list.Id, owner.Key), [owner.Text], isDeleted: !wanted.Contains(owner));
        }

        return Change.Altered;
    }
}
