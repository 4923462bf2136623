using MailingList.Core.Admission.Patterns;
using MailingList.Core.Records;

using Record = MailingList.Core.Records.Record;

namespace MailingList.Store.Tests.Support;

/// <summary>Makes any valid record, of which a test changes the one part that it is about.</summary>
internal static class Some
{
    internal const string List = "dev@lists.example.org";

    private static readonly DateTimeOffset _start = new FixedClock().Now;

    /// <summary>So many minutes after the time at which all clocks stand.</summary>
    internal static Stamp Stamp(double minutes, string host = "mx9") => new(_start.AddMinutes(minutes).ToUnixTimeMilliseconds(), 0, host);

    internal static Record Subscriber(string local, Stamp stamp, string? name = null) =>
        new(RecordKind.Subscriber, List, $"example.org@{local}", [$"{local}@example.org", name, "each", "default", "shell", null, null, null], null, null, stamp, stamp, IsDeleted: false);

    internal static Record OfList(Stamp stamp, Stamp? floor = null) =>
        new(RecordKind.List, List, string.Empty, [List, "dev.lists.example.org"], null, floor, stamp, stamp, IsDeleted: false);

    internal static Record Unknown(string kind, string key, Stamp stamp, RecordGroup group = RecordGroup.Subscribers) =>
        new(RecordKind.Of(kind, group), List, key, [], $$"""{"of":"{{kind}}"}""", null, stamp, stamp, IsDeleted: false);

    internal static SenderPattern Pattern(string text) =>
        SenderPattern.TryParse(text, out SenderPattern? pattern, out string? reason) ? pattern : throw new FormatException($"{text} {reason}");

    internal static HeaderPattern HeaderPattern(string text) =>
        Core.Admission.Patterns.HeaderPattern.TryParse(text, out HeaderPattern? pattern, out string? reason) ? pattern : throw new FormatException($"{text} {reason}");

    internal static string Text(Record record) => string.Join('|', (string?[])
    [
        record.List, record.Kind.Group.ToString(), record.Kind.Name, record.Key, .. record.Fields.Select(field => field ?? "NULL"), record.Extra ?? "NULL",
        record.Floor?.ToString() ?? "NULL", record.Life.ToString(), record.Stamp.ToString(), record.IsDeleted ? "deleted" : "there",
    ]);
}
