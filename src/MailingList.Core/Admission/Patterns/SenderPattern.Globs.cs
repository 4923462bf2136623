using System.Buffers;

using MailingList.Core.Addressing;

namespace MailingList.Core.Admission.Patterns;

public sealed partial class SenderPattern
{
    /// <summary>What the keys of globs begin with.</summary>
    public const string GlobMark = "* ";

    // As long as the longest address (RFC 5321 section 4.5.3.1).
    private const int Longest = 64 + 1 + 255;

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_*");

    // Both sides of the @ are matched by themselves, so that a quoted local part cannot look like a domain.
    private static SenderPattern? ReadGlob(string text, out string? reason)
    {
        // Any local part, as in @example.net.
        text = text.StartsWith('@') ? $"*{text}" : text;
        int at = text.LastIndexOf('@');
        string normal = string.Empty;
        reason = text.Count(c => c == Glob.Star) > Glob.MostStars ? $"has more than {Glob.MostStars} stars"
            : text.Any(char.IsControl) ? "has a control character"
            : at < 0 ? "has no @: all addresses below a domain are *@*.example.net"
            : text.Length > Longest || !TryReadDomain(text[(at + 1)..].ToLowerInvariant(), out string domain) || (normal = $"{text[..at].ToLowerInvariant()}@{domain}").Length > Longest
                ? $"has a domain that is none, or more than {Longest} characters: all addresses below a domain are *@*.example.net"
            : null;
        return reason is null ? OfGlob(normal[..at], normal[(at + 1)..]) : null;
    }

    private static SenderPattern OfGlob(string local, string domain)
    {
        if (local == "*" && !domain.Contains(Glob.Star, StringComparison.Ordinal))
        {
            return OfDomain(domain);
        }

        var (locals, domains) = (new Glob(local), new Glob(domain));
        string text = $"{local}@{domain}";
        return new SenderPattern(
            SenderPatternKind.Glob, text, GlobMark + text,
            address => domains.Matches(address.AsciiDomain) && locals.Matches(address.Content.ToLowerInvariant()));
    }

    // Labels without a star are those of any domain; what a star leaves open is ASCII.
    private static bool TryReadDomain(string domain, out string normal)
    {
        string[] labels = domain.Split('.');
        bool isDomain = true;
        for (int i = 0; i < labels.Length; i++)
        {
            isDomain &= labels[i].Contains(Glob.Star, StringComparison.Ordinal)
                ? labels[i].AsSpan().IndexOfAnyExcept(LabelCharacters) < 0
                : Domain.Refuse(labels[i], out labels[i]) is null && !labels[i].StartsWith('[');
        }

        normal = string.Join('.', labels);
        return isDomain;
    }
}
