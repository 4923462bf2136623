using MailingList.Core.Records;

using Record = MailingList.Core.Records.Record;
using Any = MailingList.Core.Tests.Support.Some;

namespace MailingList.Core.Tests.Records;

/// <summary>Makes records as a kind has them, of which a test changes the one part that it is about, and looks what the kind says to that.</summary>
internal static class SomeRecord
{
    internal static Record Of(RecordKind kind, string key, params string?[] fields) =>
        new(kind, Any.ListAddress, key, fields, null, null, Any.Stamp, Any.Stamp, IsDeleted: false);

    internal static Record With(Record record, int field, string? value)
    {
        string?[] fields = [.. record.Fields];
        fields[field] = value;
        return record with { Fields = fields };
    }

    internal static Stamp Later(int milliseconds) => Any.Stamp with { Milliseconds = Any.Stamp.Milliseconds + milliseconds };

    internal static void AssertRefused(string reason, Record record) =>
        Assert.Contains(reason, record.Kind.Refuse(record) ?? "(taken)", StringComparison.Ordinal);

    internal static void AssertTaken(Record record) => Assert.Null(record.Kind.Refuse(record));
}
