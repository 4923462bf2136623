using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>The owners of lists.</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told of changes.</param>
public sealed class OwnerTable(Database database, bool sharing)
{
    /// <summary>The owners of a list, in the order of their keys.</summary>
    public IReadOnlyList<EmailAddress> Of(long list) =>
        database.Query(
            "SELECT address FROM owner WHERE list = $list AND deleted = 0 ORDER BY key",
            row => EmailAddress.Parse(row.GetString(0)),
            ("$list", list));

    /// <summary>Makes the owners of a list those; who comes and who goes gets a record each.</summary>
    public Change Set(ListSnapshot list, IEnumerable<EmailAddress> owners)
    {
        List<EmailAddress> wanted = [.. owners.Distinct()];
        IReadOnlyList<EmailAddress> before = Of(list.Id);
        foreach (EmailAddress owner in before.Except(wanted))
        {
            Put(list, owner, deleted: true);
        }

        foreach (EmailAddress owner in wanted.Except(before))
        {
            Put(list, owner, deleted: false);
        }

        return before.ToHashSet().SetEquals(wanted) ? Change.None : Change.Altered;
    }

    private void Put(ListSnapshot list, EmailAddress owner, bool deleted) =>
        database.Execute(
            """
            INSERT INTO owner (list, key, address, life, stamp, deleted, unpublished)
            VALUES ($list, $key, $address, $stamp, $stamp, $deleted, $unpublished)
            ON CONFLICT (list, key) DO UPDATE SET address = excluded.address, deleted = excluded.deleted,
                life = excluded.life, stamp = excluded.stamp, unpublished = excluded.unpublished
            """,
            ("$list", list.Id),
            ("$key", owner.Key),
            ("$address", owner.Text),
            ("$stamp", database.NextStamp().ToString()),
            ("$deleted", deleted ? 1 : 0),
            ("$unpublished", sharing ? 1 : 0));
}
