using System.Buffers;
using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Lists;

namespace MailingList.Core.Records;

public sealed partial class RecordKind
{
    private const int LongestValue = 64 * 1024;
    private const int LongestWord = 64;
    private const int LongestHost = 255;

    private static readonly SearchValues<char> ListCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.@");

    /// <summary>The most characters of a text that people read as one line, such as <see cref="Event"/>'s detail: those of a line of mail (RFC 5322 section 2.1.1).</summary>
    public const int LongestLine = 998;

    /// <summary>What makes a record from another host impossible, in words; null for a good one.</summary>
    public string? Refuse(Record record) =>
        record.Fields.Count != Fields.Count ? "has not the fields of its kind"
        : record.Key.Length > LongestValue || record.Extra?.Length > LongestValue || record.Fields.Any(field => field?.Length > LongestValue) ? "is too long"
        : HasNul(record.Key) || HasNul(record.Extra) || record.Fields.Any(HasNul) ? "has a NUL in it"
        : !IsHost(record.Stamp) || !IsHost(record.Life) || (record.Floor is { } floor && !IsHost(floor)) ? "has a stamp of no host"
        : !IsList(record.List) ? "belongs to no possible list"
        : IsKnown && record.List.Length > 0 != Group.BelongsToLists() ? "belongs to no list, or must not belong to one"
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

    private static bool IsLine([NotNullWhen(true)] string? text) => text?.Length <= LongestLine && !text.Any(char.IsControl);

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
        : !record.Fields.Skip(2).Take(3).All(IsWord) ? "lacks a field"
        : record.Fields[5] is { } ownPosts && !IsWord(ownPosts) ? "has no word for own posts"
        : record.Fields[6] is { } vacation && !IsoDate.TryParse(vacation, out _) ? "has a vacation that ends on no day"
        : record.Fields[7] is { } bounced && !IsoDate.TryParse(bounced, out _) ? "has no delivery since no day"
        : CheckAddress(record);

    private static string? CheckSender(Record record) =>
        !SenderPattern.TryParseKey(record.Key, out _) ? "has a key that is no pattern's"
        : !IsWord(record.Fields[0]) ? "lacks a field"
        : record.Fields[1] is { } note && !IsLine(note) ? "has a text that is not one line"
        : null;

    private static string? CheckHeaderRule(Record record) =>
        !HeaderPattern.TryParse(record.Fields[0] ?? string.Empty, out HeaderPattern? pattern, out string? reason) ? reason
        : pattern.Key != record.Key || pattern.Text != record.Fields[0] ? "has a pattern that is not its key's"
        : !IsWord(record.Fields[1]) ? "lacks a field"
        : null;

    private static string? CheckSecret(Record record) =>
        IsWord(record.Key) && (record.IsDeleted || (record.Fields[0] is { Length: 64 } value && value.All(char.IsAsciiHexDigitLower))) ? null : "is no key of 32 bytes";

    private static string? CheckEvent(Record record) =>
        !EmailAddress.TryParse(record.Fields[0], out EmailAddress? address, out string? reason) ? reason
        : record.Key != new StampedKey(address, record.Life).ToString() ? "has a key that is not its address's and its life's"
        : !IsWord(record.Fields[1]) || !IsWord(record.Fields[2]) ? "lacks a field"
        : !IsLine(record.Fields[3]) || !(record.Fields[4] is null || IsLine(record.Fields[4])) || !IsLine(record.Fields[5]) ? "has a text that is not one line"
        : null;

    private static string? CheckApplication(Record record) =>
        !(record.Fields[1] is null || IsWord(record.Fields[1])) || !IsWord(record.Fields[2]) ? "lacks a field"
        : record.Fields[3] is { } by && !EmailAddress.TryParse(by, out _, out string? reason) ? reason
        : CheckAddress(record);

    private static string? CheckLetter(Record record) =>
        !StampedKey.TryParse(record.Key, out StampedKey? key) || !IsHost(key.Value.Stamp) || key.Value.Stamp > record.Life ? "has a key that is no address's"
        : !IsWord(record.Fields[0]) ? "lacks a field"
        : !IsoDate.TryParseTime(record.Fields[1], out _) ? "was sent at no time"
        : null;

    private static string? CheckBounce(Record record) =>
        !EmailAddress.TryParse(record.Fields[0], out EmailAddress? address, out string? reason) ? reason
        : !BounceKey.TryParse(record.Key, out BounceKey? key) || !key.Value.Address.Equals(address) ? "has a key that is not its address's"
        : !EmailAddress.TryParse(record.Fields[1], out _, out reason) ? reason
        : !IsWord(record.Fields[2]) ? "lacks a field"
        : !record.Fields.Skip(3).All(field => field is null || IsLine(field)) ? "has a text that is not one line"
        : null;

    private static string? CheckStanding(Record record) =>
        !IsWord(record.Fields[1]) || !IsoDate.TryParse(record.Fields[2], out _) || !IsWord(record.Fields[5]) ? "lacks a field"
        : !EmailAddress.TryParse(record.Fields[3], out _, out string? reason) ? reason
        : record.Fields[4] is { } probe && !IsWord(probe) ? "has a probe that is none"
        : CheckAddress(record);

    private static string? CheckNotice(Record record) => IsLine(record.Key) && IsWord(record.Fields[0]) ? null : "lacks a field";
}
