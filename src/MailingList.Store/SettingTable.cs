using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>The settings of lists that somebody set, as text.</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told of changes.</param>
public sealed class SettingTable(Database database, bool sharing)
{
    private readonly LocalRecords _records = new(database, RecordKind.Setting, sharing);

    /// <summary>What is set for a list, by the setting's name.</summary>
    public IReadOnlyDictionary<string, string> Of(long list) =>
        database.Query(
            "SELECT key, value FROM setting WHERE list = $list AND deleted = 0",
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

        // Each value is a life of its own, and so is none: whether a setting is set or taken away, the later change stands.
        _records.Begin(list.Id, setting.Name, _records.Find(list.Id, setting.Name), [value ?? string.Empty], isDeleted: value is null);
        return value is null ? Change.Removed : before is null ? Change.Added : Change.Altered;
    }
}
