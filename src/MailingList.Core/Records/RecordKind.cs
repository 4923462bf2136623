using System.Buffers;
using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Addressing;
using MailingList.Core.Lists;

namespace MailingList.Core.Records;

/// <summary>A kind of record. A new one is declared here and gets a table of the same name; nothing else of the replication changes.</summary>
public sealed class RecordKind
{
    private const int LongestValue = 64 * 1024;
    private const int LongestWord = 64;
    private const int LongestHost = 255;

    private static readonly SearchValues<char> ListCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.@");

    /// <summary>A list. Its key is empty: there is one to an address.</summary>
    public static readonly RecordKind List = new("list", RecordGroup.Settings, ["address", "list_id"], CheckList);

    /// <summary>A setting of a list; its key is the setting's name.</summary>
    public static readonly RecordKind Setting = new("setting", RecordGroup.Settings, ["value"], CheckSetting);

    /// <summary>An owner of a list; its key is that of the address.</summary>
    public static readonly RecordKind Owner = new("owner", RecordGroup.Settings, ["address"], CheckAddress);

    /// <summary>A subscriber of a list; its key is that of the address.</summary>
    public static readonly RecordKind Subscriber = new("subscriber", RecordGroup.Subscribers, ["address", "name", "delivery", "posting", "origin"], CheckSubscriber);

    /// <summary>A key by which tokens are made and checked; its key is a name for it, the last of them in time is the one to make tokens with.</summary>
    public static readonly RecordKind Secret = new("secret", RecordGroup.Secret, ["value"], CheckSecret);

    private readonly Func<Record, string?> _check;

    private RecordKind(string name, RecordGroup group, IReadOnlyList<string> fields, Func<Record, string?> check)
    {
        Name = name;
        Group = group;
        Fields = fields;
        _check = check;
    }

    /// <summary>The kinds that this version knows.</summary>
    public static IReadOnlyList<RecordKind> All { get; } = [List, Setting, Owner, Subscriber, Secret];

    /// <summary>Its name in containers, and its table's.</summary>
    public string Name { get; }

    /// <summary>What it is published with.</summary>
    public RecordGroup Group { get; }

    /// <summary>The names of its fields in containers, and its columns.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Whether this version knows it. What it does not know, a later one wrote: it is kept and passed on as it is.</summary>
    public bool IsKnown => All.Contains(this);

    /// <summary>The kind of that name in that group.</summary>
    public static RecordKind Of(string name, RecordGroup group) =>
        All.FirstOrDefault(kind => kind.Name == name && kind.Group == group) ?? new RecordKind(name, group, [], _ => null);

    /// <summary>What makes a record from another host impossible, in words; null for a good one.</summary>
    public string? Refuse(Record record) =>
        record.Fields.Count != Fields.Count ? "has not the fields of its kind"
        : record.Key.Length > LongestValue || record.Extra?.Length > LongestValue || record.Fields.Any(field => field?.Length > LongestValue) ? "is too long"
        : HasNul(record.Key) || HasNul(record.Extra) || record.Fields.Any(HasNul) ? "has a NUL in it"
        : !IsHost(record.Stamp) || !IsHost(record.Life) || (record.Floor is { } floor && !IsHost(floor)) ? "has a stamp of no host"
        : !IsList(record.List) ? "belongs to no possible list"
        : IsKnown && record.List.Length == 0 != (Group == RecordGroup.Secret) ? "belongs to no list, or must not belong to one"
        : record.Stamp < record.Life || record.Stamp < record.Floor ? "has a life that is later than its stamp"
        : record.Stamp.IsBeyondUse ? "has a stamp of the far future"
        : _check(record);

    private static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;

    // Their order has to be the same as text in the database.
    private static bool IsHost(Stamp stamp) => stamp.Host.Length is > 0 and <= LongestHost && !stamp.Host.Any(c => c <= ' ' || char.IsControl(c) || char.IsSurrogate(c));

    // As ListName has it, but for the domains and the words of roles: those may be others where it was created.
    private static bool IsList(string list) =>
        list.Length == 0
        || (char.IsAsciiLetterOrDigit(list[0]) && list.AsSpan().IndexOfAnyExcept(ListCharacters) < 0
            && EmailAddress.TryParse(list, out EmailAddress? address, out _) && address.Wire == list);

    private static bool IsWord([NotNullWhen(true)] string? word) =>
        word?.Length is > 0 and <= LongestWord && word.All(c => c is > ' ' and <= '~');

    private static string? CheckList(Record record) =>
        record.Key.Length > 0 || record.Fields[0] != record.List ? "is not that list's own" : record.Fields[1] is { } id && ListId.IsValid(id) ? null : "has no List-Id";

    private static string? CheckSetting(Record record) =>
        IsWord(record.Key) && record.Fields[0] is not null ? null : "has no name or no value";

    private static string? CheckAddress(Record record) =>
        EmailAddress.TryParse(record.Fields[0], out EmailAddress? address, out string? reason)
            ? address.Key == record.Key ? null : "has an address that is not its key's"
            : reason;

    private static string? CheckSubscriber(Record record) =>
        record.Fields[1] is { } name && !DisplayName.TryNormalise(name, out _, out string? reason) ? reason
        : !record.Fields.Skip(2).All(IsWord) ? "lacks a field"
        : CheckAddress(record);

    private static string? CheckSecret(Record record) =>
        IsWord(record.Key) && (record.IsDeleted || (record.Fields[0] is { Length: 64 } value && value.All(char.IsAsciiHexDigitLower))) ? null : "is no key of 32 bytes";
}
