namespace MailingList.Core.Records;

/// <summary>
/// A version of one thing that all hosts share. Of two versions the one with the higher (<see cref="Floor"/>, <see cref="Life"/>,
/// <see cref="Stamp"/>) stands, whatever the order in which they are seen: so who unsubscribed stays away although another host changed
/// their name later, and nothing comes back to a list that was deleted meanwhile.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="List">The address of the list it belongs to, in lower case; empty where it belongs to none.</param>
/// <param name="Key">What tells it apart from others of its kind and list.</param>
/// <param name="Fields">Its value: one text for each of <see cref="RecordKind.Fields"/>, null where it has none.</param>
/// <param name="Extra">Fields that this version of the program does not know, as a JSON object; null where there are none. They are kept.</param>
/// <param name="Floor">
/// The stamp of the last deletion of its list that its author knew of; null where there was none. A record whose floor is below its list's
/// is dead: it belongs to a list that is gone, even if one of the same address was created since. Of the list's own record it is the list's.
/// </param>
/// <param name="Life">When it last came or went.</param>
/// <param name="Stamp">When it last changed in any way.</param>
/// <param name="IsDeleted">Whether it is gone, and says so to hosts that still have it.</param>
public sealed record Record(
    RecordKind Kind,
    string List,
    string Key,
    IReadOnlyList<string?> Fields,
    string? Extra,
    Stamp? Floor,
    Stamp Life,
    Stamp Stamp,
    bool IsDeleted)
{
    /// <summary>For how long a deletion is told to others, unless its kind is kept for another time (<see cref="RecordKind.Kept"/>); a host that was away for longer gives up what it had published before.</summary>
    public static readonly TimeSpan DeletionsKept = TimeSpan.FromDays(90);

    /// <summary>Whether this version stands against another of the same thing.</summary>
    public bool IsLaterThan(Record other)
    {
        int order = Nullable.Compare(Floor, other.Floor);
        order = order != 0 ? order : Life.CompareTo(other.Life);
        return (order != 0 ? order : Stamp.CompareTo(other.Stamp)) > 0;
    }

    /// <summary>The version that stands.</summary>
    public static Record Merge(Record one, Record other) => other.IsLaterThan(one) ? other : one;

    /// <summary>
    /// Whether it is so old that nobody keeps it: a deletion that is told no more, or what is kept for a while only. What counts is its life,
    /// not its last change: whatever stands against another has the later life or the same, so no version outlives one that it lost to and
    /// comes back. The deletion of a list is never forgotten: where one host had forgotten its floor and another had not, a list created
    /// again on the first would lose to the old deletion.
    /// </summary>
    public bool IsForgotten(DateTimeOffset now) => KeptFor is { } kept && Life.Time < now - kept;

    private TimeSpan? KeptFor => Kind.Kept ?? (IsDeleted && Kind != RecordKind.List ? DeletionsKept : null);
}
