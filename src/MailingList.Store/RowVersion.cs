using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>What decides between two versions of a record, as it is stored: the order of these texts is that of the stamps.</summary>
/// <param name="Floor">Empty where there is none.</param>
/// <param name="Life">When it last came or went.</param>
/// <param name="Stamp">When it last changed.</param>
internal readonly record struct RowVersion(string Floor, string Life, string Stamp) : IComparable<RowVersion>
{
    internal static RowVersion Of(Record record)
    {
        string life = record.Life.ToString();
        return new RowVersion(TextOf(record.Floor), life, record.Stamp == record.Life ? life : record.Stamp.ToString());
    }

    internal static string TextOf(Stamp? floor) => floor?.ToString() ?? string.Empty;

    public int CompareTo(RowVersion other)
    {
        int order = string.CompareOrdinal(Floor, other.Floor);
        order = order != 0 ? order : string.CompareOrdinal(Life, other.Life);
        return order != 0 ? order : string.CompareOrdinal(Stamp, other.Stamp);
    }
}
