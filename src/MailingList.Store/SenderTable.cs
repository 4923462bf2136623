using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;

using Microsoft.Data.Sqlite;

namespace MailingList.Store;

/// <summary>What is made of senders: by lists, and by all of them together (where no list is named).</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told of changes.</param>
public sealed class SenderTable(Database database, bool sharing)
{
    /// <summary>The most globs of a list, and of all lists together: each is tried with each sender.</summary>
    public const int MostGlobs = 200;

    // The subscriber's own right counts as if somebody had said it of their address. Not `IN`: for that SQLite makes a table in memory each
    // time, which takes longer than all the rest.
    private const string ByKey =
        """
        SELECT key, posting, note, 0 FROM sender WHERE list = $list AND key = $address AND deleted = 0
        UNION ALL SELECT key, posting, note, 0 FROM sender WHERE list = $list AND key = $domain AND deleted = 0
        UNION ALL SELECT key, posting, note, 1 FROM site_sender WHERE list = 0 AND key = $address AND deleted = 0
        UNION ALL SELECT key, posting, note, 1 FROM site_sender WHERE list = 0 AND key = $domain AND deleted = 0
        UNION ALL SELECT key, posting, 'as a subscriber', 0 FROM subscriber WHERE list = $list AND key = $address AND posting <> 'default' AND deleted = 0
        """;

    // Their keys lie side by side (SenderPattern.GlobMark).
    private const string AllGlobs =
        """
        SELECT key, posting, note, 0 FROM sender WHERE list = $list AND key > '* ' AND key < '*!' AND deleted = 0
        UNION ALL SELECT key, posting, note, 1 FROM site_sender WHERE list = 0 AND key > '* ' AND key < '*!' AND deleted = 0
        """;

    private readonly LocalRecords _ofLists = new(database, RecordKind.Sender, sharing);
    private readonly LocalRecords _ofAll = new(database, RecordKind.SiteSender, sharing);

    /// <summary>What was said of an address, or of its domain: by the list and for all lists. There may be many such rules; they are found by their keys.</summary>
    public IReadOnlyList<SenderRule> Of(ListSnapshot list, EmailAddress address) =>
        [.. database.Query(ByKey, Read, ("$list", list.Id), ("$address", address.Key), ("$domain", SenderPattern.KeyOfDomain(address.AsciiDomain))).OfType<SenderRule>()];

    /// <summary>The rules with stars in them, of the list and for all lists: whom they mean is not known before each is tried.</summary>
    public IReadOnlyList<SenderRule> Globs(ListSnapshot list) => [.. database.Query(AllGlobs, Read, ("$list", list.Id)).OfType<SenderRule>()];

    /// <summary>All of a list, or (null) those for all lists, in the order of their keys.</summary>
    public IReadOnlyList<SenderRule> All(ListSnapshot? list) =>
        [.. database.Query(
            list is null
                ? "SELECT key, posting, note, 1 FROM site_sender WHERE list = $list AND deleted = 0 ORDER BY key"
                : "SELECT key, posting, note, 0 FROM sender WHERE list = $list AND deleted = 0 ORDER BY key",
            Read,
            ("$list", list?.Id ?? 0)).OfType<SenderRule>()];

    /// <summary>Says it of senders, in the place of what was said before.</summary>
    /// <param name="list">The list; null: all of them.</param>
    /// <param name="pattern">Who.</param>
    /// <param name="right">What they may.</param>
    /// <param name="note">Why, and who says so; empty: nothing is said, null: what was said before stays.</param>
    /// <exception cref="Failure">There are too many globs.</exception>
    public Change Put(ListSnapshot? list, SenderPattern pattern, PostingRight right, string? note)
    {
        (LocalRecords records, long number) = Where(list);
        Record? before = records.Find(number, pattern.Key);
        bool isThere = before is { IsDeleted: false };
        string? said = note is null ? isThere ? before!.Fields[1] : null : note.Length == 0 ? null : note;
        string?[] fields = [Words.Of(right), said];
        if (isThere && before!.Fields.SequenceEqual(fields))
        {
            return Change.None;
        }

        if (!isThere && pattern.Kind == SenderPatternKind.Glob && All(list).Count(rule => rule.Pattern.Kind == SenderPatternKind.Glob) >= MostGlobs)
        {
            throw Failure.Usage($"there are {MostGlobs} patterns with stars already, and each is tried with each sender: name domains instead");
        }

        // Each right is a life of its own, as a setting's value is: the later change stands, whatever it was.
        records.Begin(number, pattern.Key, before, fields);
        return isThere ? Change.Altered : Change.Added;
    }

    /// <summary>Takes back what was said.</summary>
    /// <param name="list">The list; null: all of them.</param>
    /// <param name="pattern">Of whom.</param>
    /// <param name="right">Only where it was this.</param>
    public Change Remove(ListSnapshot? list, SenderPattern pattern, PostingRight right)
    {
        (LocalRecords records, long number) = Where(list);
        if (records.Find(number, pattern.Key) is not { IsDeleted: false } record || record.Fields[0] != Words.Of(right))
        {
            return Change.None;
        }

        records.Begin(number, pattern.Key, record, [record.Fields[0], null], isDeleted: true);
        return Change.Removed;
    }

    private (LocalRecords Records, long Number) Where(ListSnapshot? list) => list is null ? (_ofAll, 0) : (_ofLists, list.Id);

    // A word that this version does not know (a later one wrote it) says nothing.
    private static SenderRule? Read(SqliteDataReader row) =>
        Words.TryParse(row.GetString(1), out PostingRight right) && right != PostingRight.Default && SenderPattern.TryParseKey(row.GetString(0), out SenderPattern? pattern)
            ? new SenderRule(pattern, right, row.GetInt32(3) == 0 ? RuleScope.List : RuleScope.Site, row.IsDBNull(2) ? string.Empty : row.GetString(2))
            : null;
}
