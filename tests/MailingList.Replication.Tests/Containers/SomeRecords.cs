using CsCheck;

using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Replication.Tests.Containers;

/// <summary>Generates records as hosts make them, and as later versions might.</summary>
internal static class SomeRecords
{
    internal static readonly RecordRange Settings = new("dev@lists.example.org", RecordGroup.Settings, string.Empty);
    internal static readonly RecordRange Subscribers = Settings with { Group = RecordGroup.Subscribers };

    internal static readonly RecordRange Traffic = Settings with { Group = RecordGroup.Traffic };
    internal static readonly RecordRange Limits = new(string.Empty, RecordGroup.Limits, string.Empty);
    internal static readonly RecordRange Site = Limits with { Group = RecordGroup.Site };

    private static readonly Gen<string> Word = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789"].Array[1, 12].Select(letters => new string(letters));

    // Quotes, backslashes, what JSON or HTML escape, what is not ASCII or not in the basic plane, and what looks like an end.
    private static readonly Gen<string> Text = OneOf("a", " ", "\"", "\\", "<", "&", "+", "'", "/", "ä", "\u2028", "😀", "\u00a0", "x").Array[0, 20].Select(string.Concat);

    private static readonly Gen<string?> Extra = Gen.Frequency(
        (3, Gen.Const((string?)null)),
        (1, OneOf("1", "\"ä\"", "null", "[1,{\"a\":[]}]", "{\"deep\":{\"er\":true}}", "1.50").Select(Word, (value, name) => (string?)$"{{\"x-{name}\":{value}}}")));

    private static readonly Gen<Stamp> Stamps = Gen.Select(Gen.Long[1, 1L << 41], Gen.UShort, Word, (milliseconds, counter, host) => new Stamp(milliseconds, counter, host));

    private static readonly Gen<(Stamp? Floor, Stamp Life, Stamp Stamp, bool IsDeleted)> Version = Gen.Select(
        Stamps.Array[3], Gen.Int[0, 2], Gen.Bool, (stamps, how, isDeleted) =>
        {
            Stamp[] ordered = [.. stamps.Order()];
            return (how == 0 ? null : (Stamp?)ordered[0], how == 1 ? ordered[2] : ordered[1], ordered[2], isDeleted);
        });

    /// <summary>Subscribers, and records of a kind that this version does not know.</summary>
    internal static readonly Gen<Record> OfSubscribers = Gen.Frequency(
        (5, Gen.Select(Word, Text, Extra, Version, (name, text, extra, version) =>
        {
            EmailAddress address = EmailAddress.Parse(name + "@Example.Net");
            string? display = DisplayName.TryNormalise(text, out string? normal, out _) && normal.Length > 0 ? normal : null;
            return Of(RecordKind.Subscriber, Subscribers, address.Key, [address.Text, display, "each", "default", "shell", null, null, null], extra, version);
        })),
        (1, Gen.Select(Word, Text, Extra, Version, (kind, key, extra, version) =>
            Of(RecordKind.Of("later-" + kind, RecordGroup.Subscribers), Subscribers, key, [], extra, version))));

    /// <summary>What none of the lists takes.</summary>
    internal static readonly Gen<Record> OfSite = Rules(RecordKind.SiteSender, RecordKind.SiteHeaderRule, () => Site);

    /// <summary>A list, its settings and owners, and what it does not take.</summary>
    internal static readonly Gen<Record> OfSettings = Gen.OneOf(
        Gen.Select(Extra, Version, (extra, version) => Of(RecordKind.List, Settings, string.Empty, [Settings.List, "dev.lists.example.org"], extra, version)),
        Gen.Select(Word, Text, Extra, Version, (name, value, extra, version) => Of(RecordKind.Setting, Settings, name, [value], extra, version)),
        Gen.Select(Word, Extra, Version, (name, extra, version) =>
            Of(RecordKind.Owner, Settings, EmailAddress.Parse(name + "@example.net").Key, [name + "@example.net"], extra, version)),
        Rules(RecordKind.Sender, RecordKind.HeaderRule, () => Settings));

    /// <summary>What happened to subscriptions, and who wants one.</summary>
    internal static readonly Gen<Record> OfTraffic = Gen.OneOf(
        Gen.Select(Word, Text, Extra, Version, (name, text, extra, version) =>
        {
            string key = new StampedKey(EmailAddress.Parse(name + "@Example.Net"), version.Life).ToString();
            return Of(RecordKind.Event, Traffic, key, [name + "@Example.Net", name, "mail", text, text.Length % 2 == 0 ? null : $"<{text}>", text], extra, version);
        }),
        Gen.Select(Word, Gen.Bool, Extra, Version, (name, isDecided, extra, version) => Of(
            RecordKind.Application, Traffic, EmailAddress.Parse(name + "@example.net").Key,
            [name + "@example.net", isDecided ? "none" : null, isDecided ? "accepted" : "waiting", isDecided ? "olga@example.org" : null], extra, version)));

    /// <summary>Letters to addresses, some of which need quotes.</summary>
    internal static readonly Gen<Record> OfLimits = Gen.Select(Word, Gen.Bool, Extra, Version, (name, isQuoted, extra, version) =>
        Of(RecordKind.Letter, Limits, new StampedKey(EmailAddress.Parse(isQuoted ? $"\"{name} {name}\"@x.example" : name + "@x.example"), version.Life).ToString(),
            [name, "2024-01-01T12:00:00Z"], extra, version));

    /// <summary>Sets of records of which no two are the same thing.</summary>
    internal static Gen<Record[]> Sets(Gen<Record> records, int most) =>
        records.Array[0, most].Select(all => all.DistinctBy(record => (record.Kind.Name, record.Key)).ToArray());

    internal static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<Record> Rules(RecordKind sender, RecordKind header, Func<RecordRange> range) => Gen.OneOf(
        Gen.Select(Word, Text, Extra, Version, (name, note, extra, version) =>
            Of(sender, range(), name.Length % 2 == 0 ? $"@{name}.example" : $"* *@*.{name}.example", ["deny", note.Length == 0 ? null : note], extra, version)),
        Gen.Select(Word, Extra, Version, (name, extra, version) => Of(header, range(), $"x-a: {name}*", [$"X-A: {name}*", "discard"], extra, version)));

    private static Record Of(
        RecordKind kind, RecordRange range, string key, IReadOnlyList<string?> fields, string? extra, (Stamp? Floor, Stamp Life, Stamp Stamp, bool IsDeleted) version) =>
        new(kind, range.List, key, fields, extra, version.Floor, version.Life, version.Stamp, version.IsDeleted);
}
