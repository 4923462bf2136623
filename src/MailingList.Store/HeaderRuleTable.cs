using MailingList.Core.Admission.Patterns;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;

using Microsoft.Data.Sqlite;

namespace MailingList.Store;

/// <summary>Header fields that are not taken: by lists, and by all of them together (where no list is named).</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told of changes.</param>
public sealed class HeaderRuleTable(Database database, bool sharing)
{
    /// <summary>The most rules of a list, and of all lists together: each is tried with each message.</summary>
    public const int Most = 100;

    // In the order in which they came; those of one moment, as of another host's import, in that of their keys.
    private const string OfList = "SELECT pattern, action, 0 AS scope, life, key FROM header_rule WHERE list = $list AND deleted = 0";
    private const string OfAll = "SELECT pattern, action, 1 AS scope, life, key FROM site_header_rule WHERE list = 0 AND deleted = 0";
    private const string InOrder = "ORDER BY scope, life, key";

    private readonly LocalRecords _ofLists = new(database, RecordKind.HeaderRule, sharing);
    private readonly LocalRecords _ofAll = new(database, RecordKind.SiteHeaderRule, sharing);

    /// <inheritdoc cref="IListReader.HeaderRules"/>
    public IReadOnlyList<HeaderRule> For(ListSnapshot list) => Query($"{OfList} UNION ALL {OfAll} {InOrder}", ("$list", list.Id));

    /// <summary>All of a list, or (null) those for all lists, in the order in which they are looked for.</summary>
    public IReadOnlyList<HeaderRule> All(ListSnapshot? list) => list is null ? Query($"{OfAll} {InOrder}") : Query($"{OfList} {InOrder}", ("$list", list.Id));

    /// <summary>Says what becomes of messages with such a field, behind what was said before; of one that is there already only what becomes of them.</summary>
    /// <param name="list">The list; null: all of them.</param>
    /// <param name="pattern">Which field.</param>
    /// <param name="action">What becomes of them.</param>
    /// <exception cref="Failure">There are too many.</exception>
    public Change Put(ListSnapshot? list, HeaderPattern pattern, HeaderAction action)
    {
        (LocalRecords records, long number) = Where(list);
        string?[] fields = [pattern.Text, Words.Of(action)];
        Record? before = records.Find(number, pattern.Key);
        if (before is { IsDeleted: false })
        {
            // Written another way it is the same rule, and stays as it was typed first.
            fields[0] = before.Fields[0];
            if (before.Fields.SequenceEqual(fields))
            {
                return Change.None;
            }

            records.Alter(number, before, fields);
            return Change.Altered;
        }

        if (All(list).Count >= Most)
        {
            throw Failure.Usage($"there are {Most} header rules already, and each is tried with each message: take some away");
        }

        records.Begin(number, pattern.Key, before, fields);
        return Change.Added;
    }

    /// <summary>Takes a rule away.</summary>
    /// <param name="list">The list; null: all of them.</param>
    /// <param name="pattern">Which field.</param>
    public Change Remove(ListSnapshot? list, HeaderPattern pattern)
    {
        (LocalRecords records, long number) = Where(list);
        if (records.Find(number, pattern.Key) is not { IsDeleted: false } record)
        {
            return Change.None;
        }

        records.Begin(number, pattern.Key, record, record.Fields, isDeleted: true);
        return Change.Removed;
    }

    private (LocalRecords Records, long Number) Where(ListSnapshot? list) => list is null ? (_ofAll, 0) : (_ofLists, list.Id);

    private List<HeaderRule> Query(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        [.. database.Query(sql, Read, parameters).OfType<HeaderRule>()];

    // What only a later version can do with messages is not done here.
    private static HeaderRule? Read(SqliteDataReader row) =>
        Words.TryParse(row.GetString(1), out HeaderAction action) && HeaderPattern.TryParse(row.GetString(0), out HeaderPattern? pattern, out _)
            ? new HeaderRule(pattern, action, row.GetInt32(2) == 0 ? RuleScope.List : RuleScope.Site)
            : null;
}
