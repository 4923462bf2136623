using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailingList.Core.Admission.Patterns;

/// <summary>
/// A header field that messages may have: its name, and a glob for its value, as in <c>X-Spam-Flag: YES</c>. The value is unfolded and
/// trimmed, not decoded (RFC 2047); case does not count.
/// </summary>
public sealed class HeaderPattern
{
    /// <summary>The most characters of a name and a value.</summary>
    public const int Longest = 500;

    // Without the colon, of a line that need not be folded (RFC 5322 section 2.1.1).
    private const int LongestName = 76;

    // Postfix's pipe(8) and Exim put them there when a message is handed to us: they are not there while its sender is on the line.
    private static readonly string[] OfDelivery = ["Return-Path", "Delivered-To", "X-Original-To", "Envelope-To", "Delivery-Date"];

    private readonly Glob _value;

    private HeaderPattern(string name, string value)
    {
        Name = name;
        Text = $"{name}: {value}";
        Key = Text.ToLowerInvariant();
        _value = new Glob(Fold(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value))));
    }

    /// <summary>The field's name.</summary>
    public string Name { get; }

    /// <summary>The one form in which it is shown.</summary>
    public string Text { get; }

    /// <summary>What tells it apart from others.</summary>
    public string Key { get; }

    /// <summary>Whether a field of that name has such a value.</summary>
    /// <param name="value">The value, unfolded, a character for each of its bytes, in the form of <see cref="Fold"/>.</param>
    public bool Matches(string value) => _value.Matches(value);

    /// <summary>What values are compared by.</summary>
    public static string Fold(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.ToLowerInvariant();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Reads what a person typed; <paramref name="reason"/> says what is wrong with it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out HeaderPattern? pattern, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? string.Empty : text[..colon].Trim();
        string value = text[(colon + 1)..].Trim();
        reason = colon < 0 ? "has no colon: a rule is a field as it stands in the header, such as 'X-Spam-Flag: YES'"
            : name.Length is 0 or > LongestName || name.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0 ? "has no name of a header field before the colon"
            : OfDelivery.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"is about {name}, which the MTA itself writes when it hands a message over; for senders there is `deny`"
            : name.Length + value.Length > Longest ? $"has more than {Longest} characters"
            : value.Any(char.IsControl) ? "has a control character"
            : value.Count(c => c == Glob.Star) > Glob.MostStars ? $"has more than {Glob.MostStars} stars"
            : null;
        pattern = reason is null ? new HeaderPattern(name, value) : null;
        return pattern is not null;
    }
}
