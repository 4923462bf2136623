using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MailingList.Core.Addressing;

/// <summary>
/// A mailbox address (RFC 5321 section 4.1.2, RFC 6531 for what is not ASCII). What was typed is kept for sending; two
/// addresses are equal when their <see cref="Key"/>s are, that is, without regard to case or to needless quotes.
/// </summary>
public sealed class EmailAddress : IEquatable<EmailAddress>
{
    // RFC 5321 section 4.5.3.1: octets of the local part, of the domain, and of a label (RFC 1035 section 2.3.4).
    private const int LongestLocalPart = 64;
    private const int LongestDomain = 255;
    private const int LongestLabel = 63;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false };

    private EmailAddress(string text, string localPart, string domain, string content, string asciiDomain)
    {
        Text = text;
        LocalPart = localPart;
        Domain = domain;
        Key = string.Concat(asciiDomain, "@", content.ToLowerInvariant());
        Wire = string.Concat(Quoted(localPart, content), "@", Ascii.IsValid(content) && !Ascii.IsValid(domain) ? asciiDomain : domain);
    }

    /// <summary>The address as it was typed.</summary>
    public string Text { get; }

    /// <summary>The local part as it was typed, with its quotes if it had any.</summary>
    public string LocalPart { get; }

    /// <summary>The domain as it was typed.</summary>
    public string Domain { get; }

    /// <summary>
    /// What is compared and sorted by: the ASCII domain (RFC 5890 A-labels), <c>@</c>, the unquoted local part, all in lower case.
    /// The domain stands first, so that the order of keys puts the recipients of one destination side by side.
    /// </summary>
    public string Key { get; }

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
        reason = Refuse(localPart, out string content) ?? RefuseDomain(domain, out asciiDomain);
        if (reason is not null)
        {
            return false;
        }

        address = new EmailAddress(text, localPart, domain, content, asciiDomain);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(EmailAddress? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EmailAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? Refuse(string localPart, out string content)
    {
        content = localPart;
        if (localPart.Length == 0)
        {
            return "has nothing before the @";
        }

        if (Encoding.UTF8.GetByteCount(localPart) > LongestLocalPart)
        {
            return "has more than 64 bytes before the @ (RFC 5321 section 4.5.3.1.1)";
        }

        return localPart[0] == '"' ? RefuseQuoted(localPart, out content) : RefuseDotString(localPart);
    }

    private static string? RefuseQuoted(string localPart, out string content)
    {
        var unquoted = new StringBuilder(localPart.Length);
        content = string.Empty;
        int last = localPart.Length - 1;
        if (last < 2 || localPart[last] != '"')
        {
            return "has a quote that is not closed, or nothing in its quotes";
        }

        for (int i = 1; i < last; i++)
        {
            if (localPart[i] == '"' || (localPart[i] == '\\' && ++i == last))
            {
                return "has a stray quote";
            }

            if (char.IsControl(localPart[i]))
            {
                return "has a control character";
            }

            unquoted.Append(localPart[i]);
        }

        content = unquoted.ToString();
        return RefuseUndecodable(content);
    }

    private static string? RefuseDotString(string localPart)
    {
        foreach (char c in localPart)
        {
            if (char.IsControl(c))
            {
                return "has a control character";
            }

            // Dots anywhere: some mobile operators gave out addresses such as a..b@ and a.@, and they are in use; Wire quotes them.
            if (c != '.' && !IsAtomText(c))
            {
                return $"has the character '{c}' before the @, which needs quotes";
            }
        }

        return RefuseUndecodable(localPart);
    }

    // The rune that decoders put in the place of what they could not decode.
    private static string? RefuseUndecodable(string content) =>
        content.EnumerateRunes().Contains(Rune.ReplacementChar) ? "is not valid UTF-8" : null;

    private static string? RefuseDomain(string domain, out string ascii)
    {
        ascii = string.Empty;
        if (domain.Length == 0)
        {
            return "has nothing after the @";
        }

        if (domain.Length > LongestDomain)
        {
            return "has a domain of more than 255 bytes";
        }

        if (domain[0] == '[')
        {
            ascii = domain.ToLowerInvariant();
            return domain[^1] == ']' && domain.AsSpan(1..^1).IndexOfAnyExcept(AddressLiteral) < 0
                ? null
                : "has a broken address literal after the @";
        }

        if (Ascii.IsValid(domain))
        {
            ascii = domain.ToLowerInvariant();
        }
        else if (!TryToAscii(domain, out ascii))
        {
            return "has a domain that cannot be written in ASCII (RFC 5890)";
        }

        return RefuseLabels(ascii);
    }

    private static string? RefuseLabels(string domain)
    {
        if (domain.Length > LongestDomain)
        {
            return "has a domain of more than 255 bytes";
        }

        foreach (Range range in domain.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> label = domain.AsSpan()[range];
            // The underscore stands in no host name, but in names that receive mail.
            if (label.IsEmpty || label.Length > LongestLabel || label[0] == '-' || label[^1] == '-'
                || label.IndexOfAnyExcept(LabelCharacters) >= 0)
            {
                return "has a domain that is not a domain name";
            }
        }

        return null;
    }

    private static readonly System.Buffers.SearchValues<char> LabelCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly System.Buffers.SearchValues<char> AddressLiteral =
        System.Buffers.SearchValues.Create("abcdefABCDEFIPVipv0123456789.:");

    private static bool TryToAscii(string domain, out string ascii)
    {
        try
        {
            // In lower case before, not after: Ü and ü are one letter (RFC 5895 section 2), but two code points in Punycode.
            ascii = Idn.GetAscii(domain.ToLowerInvariant());
            return true;
        }
        catch (ArgumentException)
        {
            ascii = string.Empty;
            return false;
        }
    }

    // RFC 5322 section 3.2.3 atext, and UTF8-non-ascii of RFC 6531.
    private static bool IsAtomText(char c) =>
        char.IsAsciiLetterOrDigit(c) || c > '\x7f' || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);

    private static string Quoted(string localPart, string content)
    {
        bool dotString = content[0] != '.' && content[^1] != '.' && !content.Contains("..", StringComparison.Ordinal);
        return dotString || localPart[0] == '"' ? localPart : $"\"{content}\"";
    }
}
