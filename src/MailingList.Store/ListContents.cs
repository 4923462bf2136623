using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>What belongs to a list, of every kind.</summary>
/// <param name="database">The database.</param>
internal sealed class ListContents(Database database)
{
    /// <summary>Takes away what belongs to a list that was deleted: the list's own record says so for all of it.</summary>
    internal void DeleteBelow(long list, Stamp floor)
    {
        foreach (string table in RecordTables.Names.Where(name => name != RecordKind.List.Name))
        {
            database.Execute($"DELETE FROM {table} WHERE list = $list AND floor < $floor", ("$list", list), ("$floor", floor.ToString()));
        }
    }
}
