using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Addressing;

namespace MailingList.Core.Admission.Patterns;

/// <summary>
/// Whom a rule about senders means: an address; <c>@example.net</c>, which is exactly that domain and none below it; or a glob such as
/// <c>*@*.example.net</c>, for all below it. Case does not count, and a domain is compared with its A-labels (RFC 5890).
/// </summary>
public sealed partial class SenderPattern
{
    private readonly Func<EmailAddress, bool> _matches;

    private SenderPattern(SenderPatternKind kind, string text, string key, Func<EmailAddress, bool> matches)
    {
        Kind = kind;
        Text = text;
        Key = key;
        _matches = matches;
    }

    /// <summary>What it is.</summary>
    public SenderPatternKind Kind { get; }

    /// <summary>The one form in which it is shown.</summary>
    public string Text { get; }

    /// <summary>
    /// What its record is found by: an address's own key; the domain with its @; of a glob the text behind <see cref="GlobMark"/>, so that
    /// all of a list's lie side by side. No address's key begins like the others: there is a domain before its @.
    /// </summary>
    public string Key { get; }

    /// <summary>Whether it means an address.</summary>
    public bool Matches(EmailAddress address) => _matches(address);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The pattern that means one address.</summary>
    public static SenderPattern Of(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        string key = address.Key;
        return new(SenderPatternKind.Address, EmailAddress.TryParseKey(key, out EmailAddress? lower) ? lower.Text : address.Text, key, other => other.Key == key);
    }

    /// <summary>Reads what a person typed; <paramref name="reason"/> says what is wrong with it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SenderPattern? pattern, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        pattern = null;
        if (text.Contains(Glob.Star, StringComparison.Ordinal))
        {
            pattern = ReadGlob(text, out reason);
        }
        else if (text.StartsWith('@'))
        {
            reason = Domain.Refuse(text[1..], out string domain);
            pattern = reason is null ? OfDomain(domain) : null;
        }
        else if (EmailAddress.TryParse(text, out EmailAddress? address, out reason))
        {
            pattern = Of(address);
        }
        else if (text.LastIndexOf('@') < 0)
        {
            reason += ": a whole domain is @example.net";
        }

        return pattern is not null;
    }

    /// <summary>Reads a <see cref="Key"/>; false for any other text, for another host may have sent it.</summary>
    public static bool TryParseKey(string key, [NotNullWhen(true)] out SenderPattern? pattern)
    {
        ArgumentNullException.ThrowIfNull(key);
        pattern = key.StartsWith(GlobMark, StringComparison.Ordinal) || key.StartsWith('@')
            ? TryParse(key.StartsWith('@') ? key : key[GlobMark.Length..], out pattern, out _) ? pattern : null
            : EmailAddress.TryParseKey(key, out EmailAddress? address) ? Of(address) : null;
        return pattern?.Key == key;
    }

    /// <summary>The key of a whole domain.</summary>
    /// <param name="domain">The domain, with A-labels in lower case.</param>
    public static string KeyOfDomain(string domain) => $"@{domain}";

    private static SenderPattern OfDomain(string domain) =>
        new(SenderPatternKind.Domain, KeyOfDomain(domain), KeyOfDomain(domain), address => address.AsciiDomain == domain);
}
