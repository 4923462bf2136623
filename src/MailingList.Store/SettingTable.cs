using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>The settings of lists that somebody set, as text.</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told of changes.</param>
public sealed class SettingTable(Database database, bool sharing)
{
    /// <summary>What is set for a list, by the setting's name.</summary>
    public IReadOnlyDictionary<string, string> Of(long list) =>
        database.Query(
            "SELECT name, value FROM setting WHERE list = $list AND deleted = 0",
            row => KeyValuePair.Create(row.GetString(0), row.GetString(1)),
            ("$list", list)).ToDictionary();

    /// <summary>Sets a value in its normal form, or takes it away (null), which brings the default back.</summary>
    public Change Set(ListSnapshot list, Setting setting, string? value)
    {
        string? before = Of(list.Id).GetValueOrDefault(setting.Name);
        if (before == value)
        {
            return Change.None;
        }

        database.Execute(
            """
            INSERT INTO setting (list, name, value, life, stamp, deleted, unpublished)
            VALUES ($list, $name, $value, $stamp, $stamp, $deleted, $unpublished)
            ON CONFLICT (list, name) DO UPDATE SET value = excluded.value, deleted = excluded.deleted, stamp = excluded.stamp,
                life = CASE WHEN setting.deleted = excluded.deleted THEN setting.life ELSE excluded.life END,
                unpublished = excluded.unpublished
            """,
            ("$list", list.Id),
            ("$name", setting.Name),
            ("$value", value ?? string.Empty),
            ("$stamp", database.NextStamp().ToString()),
            ("$deleted", value is null ? 1 : 0),
            ("$unpublished", sharing ? 1 : 0));
        return value is null ? Change.Removed : before is null ? Change.Added : Change.Altered;
    }
}
