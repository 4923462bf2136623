using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MailingList.Core.Records;

/// <summary>
/// When a change was made, and where: a hybrid logical clock's reading. Stamps are totally ordered by
/// (<see cref="Milliseconds"/>, <see cref="Counter"/>, <see cref="Host"/>), and so, ordinally, are their texts: SQLite
/// compares them as they stand.
/// </summary>
/// <param name="Milliseconds">Since 1970-01-01 UTC; never behind any stamp that the host has seen.</param>
/// <param name="Counter">Tells apart the stamps of one millisecond.</param>
/// <param name="Host">The host that made the change (configuration key <c>host</c>).</param>
public readonly record struct Stamp(long Milliseconds, ushort Counter, string Host) : IComparable<Stamp>
{
    private const int TimeDigits = 12;
    private const int CounterDigits = 4;
    private const int HostAt = TimeDigits + CounterDigits + 2;

    // The end of the year 9999, the last that DateTimeOffset can tell; 48 bits hold it.
    private const long LatestMilliseconds = 253_402_300_799_999;

    /// <summary>The time of the change as the host's clock told it, or a little later where that clock went backwards.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>What comes before every stamp of that time.</summary>
    public static Stamp Before(DateTimeOffset time) => new(Math.Max(time.ToUnixTimeMilliseconds(), 0), 0, string.Empty);

    /// <summary>
    /// Whether it is so far ahead that the clocks of those who see it would run out of room behind it. What is only ahead by years does no
    /// harm: clocks follow it, and stay in order.
    /// </summary>
    public bool IsBeyondUse => Milliseconds > LatestMilliseconds / 4;

    /// <summary>The text that is stored and sent: 12 hexadecimal digits, 4 more, the host.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Milliseconds:x12}-{Counter:x4}-{Host}");

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else, for another host may have sent it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Stamp stamp)
    {
        stamp = default;
        if (text is null || text.Length <= HostAt || text[TimeDigits] != '-' || text[HostAt - 1] != '-'
            || !long.TryParse(text.AsSpan(0, TimeDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long milliseconds)
            || !ushort.TryParse(text.AsSpan(TimeDigits + 1, CounterDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort counter))
        {
            return false;
        }

        var read = new Stamp(milliseconds, counter, text[HostAt..]);
        // Only the one spelling: the order of texts must be the order of stamps.
        if (milliseconds > LatestMilliseconds || read.ToString() != text)
        {
            return false;
        }

        stamp = read;
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Stamp other)
    {
        int order = Milliseconds.CompareTo(other.Milliseconds);
        order = order != 0 ? order : Counter.CompareTo(other.Counter);
        return order != 0 ? order : string.CompareOrdinal(Host, other.Host);
    }

    /// <summary>Whether the left stamp is the earlier one.</summary>
    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left stamp is the later one.</summary>
    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left stamp is not the later one.</summary>
    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left stamp is not the earlier one.</summary>
    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}
