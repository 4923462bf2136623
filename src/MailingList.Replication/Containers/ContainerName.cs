using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Replication.Containers;

/// <summary>
/// The keys of containers below the prefix: <c>state/LIST/settings</c>, <c>state/LIST/subscribers</c> while there is one of them,
/// <c>state/LIST/subscribers/BB</c> when the hash's digits tell them apart; so with the other groups, and <c>secret</c>, <c>limits</c> and <c>site</c> for what belongs to no list.
/// </summary>
public static class ContainerName
{
    /// <summary>What the keys of all containers that belong to a list begin with.</summary>
    public const string Lists = "state/";

    // More would be a container a record in any list that fits on a disk.
    internal const int MostDigits = 6;

    /// <summary>The key of the container that holds a range.</summary>
    public static string Of(RecordRange range)
    {
        string name = range.List.Length == 0 ? Words.Of(range.Group) : $"{Lists}{range.List}/{Words.Of(range.Group)}";
        return range.Digits.Length == 0 ? name : $"{name}/{range.Digits}";
    }

    /// <summary>The range that a key in Consul stands for; false for what is not a container's name.</summary>
    public static bool TryParse(string key, [NotNullWhen(true)] out RecordRange? range)
    {
        range = null;
        string[] parts = key.Split('/');
        (string list, string[] rest) = parts is ["state", var address, .. var behind] && behind.Length > 0 ? (address, behind) : (string.Empty, parts);
        if (rest.Length > 2 || !Words.TryParse(rest[0], out RecordGroup group) || (list.Length > 0) != group.BelongsToLists()
            || (list.Length > 0 && (!EmailAddress.TryParse(list, out _, out _) || list.Any(char.IsAsciiLetterUpper))))
        {
            return false;
        }

        string digits = rest.Length == 2 ? rest[1] : string.Empty;
        if (digits.Length > MostDigits || !digits.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        range = new RecordRange(list, group, digits);
        return Of(range) == key;
    }
}
