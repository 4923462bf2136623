using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>The tables of all kinds of records, of those too that only a later version of the program knows.</summary>
/// <param name="database">The database.</param>
internal sealed class RecordTables(Database database)
{
    private readonly List<RecordTable> _known = [.. RecordKind.All.Select(kind => new RecordTable(database, kind))];
    private readonly List<RecordTable> _unknown = [];

    /// <summary>The tables' names; one holds all kinds that are not known.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. RecordKind.All.Select(kind => kind.Name), RecordTable.Unknown];

    /// <summary>The table of a kind.</summary>
    internal RecordTable Of(RecordKind kind)
    {
        foreach (RecordTable known in _known)
        {
            if (known.Kind == kind)
            {
                return known;
            }
        }

        RecordTable? table = _unknown.Find(known => known.Kind.Name == kind.Name && known.Kind.Group == kind.Group);
        if (table is null)
        {
            table = new RecordTable(database, kind);
            _unknown.Add(table);
        }

        return table;
    }

    /// <summary>All that may hold records, in an order that is the same on every host.</summary>
    internal IEnumerable<RecordTable> All() =>
    [
        .. _known,
        .. database.Query($"SELECT DISTINCT grp, kind FROM {RecordTable.Unknown} ORDER BY grp, kind", row => (Group: row.GetString(0), Kind: row.GetString(1)))
            .Select(row => Of(RecordKind.Of(row.Kind, Words.TryParse(row.Group, out RecordGroup group) ? group : default))),
    ];
}
