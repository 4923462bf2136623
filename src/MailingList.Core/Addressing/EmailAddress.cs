using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailingList.Core.Addressing;

/// <summary>
/// A mailbox address (RFC 5321 section 4.1.2, RFC 6531 for what is not ASCII). What was typed is kept for sending; two
/// addresses are equal when their <see cref="Key"/>s are, that is, without regard to case or to needless quotes.
/// </summary>
public sealed class EmailAddress : IEquatable<EmailAddress>
{
    private string? _key; // an expansion asks for one in a thousand

    private EmailAddress(string text, string localPart, string domain, string content, string asciiDomain)
    {
        Text = text;
        LocalPart = localPart;
        Domain = domain;
        Content = content;
        AsciiDomain = asciiDomain;
        Wire = string.Concat(Addressing.LocalPart.Quoted(localPart, content), "@", Ascii.IsValid(content) && !Ascii.IsValid(domain) ? asciiDomain : domain);
    }

    /// <summary>The address as it was typed.</summary>
    public string Text { get; }

    /// <summary>The local part as it was typed, with its quotes if it had any.</summary>
    public string LocalPart { get; }

    /// <summary>The local part without quotes and escapes.</summary>
    public string Content { get; }

    /// <summary>The domain as it was typed.</summary>
    public string Domain { get; }

    /// <summary>The domain as it is compared: with A-labels (RFC 5890), in lower case.</summary>
    public string AsciiDomain { get; }

    /// <summary>
    /// What is compared and sorted by: <see cref="AsciiDomain"/>, <c>@</c>, the unquoted local part in lower case.
    /// The domain stands first, so that the order of keys puts the recipients of one destination side by side.
    /// </summary>
    public string Key => _key ??= string.Concat(AsciiDomain, "@", Content.ToLowerInvariant());

    /// <summary>
    /// The form for an envelope: quoted where RFC 5321 asks for quotes, and with the domain's A-labels unless the local part
    /// needs SMTPUTF8 anyway, so that a subscriber in an internationalised domain can be reached through any host.
    /// </summary>
    public string Wire { get; }

    /// <summary>Whether only hosts with SMTPUTF8 (RFC 6531) can take it.</summary>
    public bool NeedsSmtpUtf8 => !Ascii.IsValid(Wire);

    /// <summary>Reads an address or throws <see cref="FormatException"/> with the reason.</summary>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out EmailAddress? address, out string? reason) ? address : throw new FormatException(reason);

    /// <summary>Reads an address; <paramref name="reason"/> says in words what is wrong with it.</summary>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out EmailAddress? address,
        [NotNullWhen(false)] out string? reason)
    {
        address = null;
        text ??= string.Empty;
        // The last one: a quoted local part may hold others.
        int at = text.LastIndexOf('@');
        if (at < 0)
        {
            reason = "has no @";
            return false;
        }

        string localPart = text[..at];
        string domain = text[(at + 1)..];
        string asciiDomain = string.Empty;
        reason = Addressing.LocalPart.Refuse(localPart, out string content) ?? Addressing.Domain.Refuse(domain, out asciiDomain);
        if (reason is not null)
        {
            return false;
        }

        address = new EmailAddress(text, localPart, domain, content, asciiDomain);
        return true;
    }

    /// <summary>Reads a <see cref="Key"/>: the address that has it, in lower case.</summary>
    public static bool TryParseKey(string key, [NotNullWhen(true)] out EmailAddress? address)
    {
        ArgumentNullException.ThrowIfNull(key);
        address = null;
        int at = key.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        (string domain, string content) = (key[..at], key[(at + 1)..]);
        string quoted = $"\"{content.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return (TryParse($"{content}@{domain}", out address, out _) && address.Key == key)
            || (TryParse($"{quoted}@{domain}", out address, out _) && address.Key == key);
    }

    /// <inheritdoc/>
    public bool Equals(EmailAddress? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EmailAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
