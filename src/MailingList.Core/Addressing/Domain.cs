using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailingList.Core.Addressing;

/// <summary>What may stand behind the @: a domain name, one with U-labels (RFC 5890), or an address literal.</summary>
internal static class Domain
{
    // RFC 5321 section 4.5.3.1.2 and RFC 1035 section 2.3.4, in octets.
    private const int Longest = 255;
    private const int LongestLabel = 63;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false };

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly SearchValues<char> AddressLiteral = SearchValues.Create("abcdefABCDEFIPVipv0123456789.:");

    /// <summary>Why a domain is none, or null.</summary>
    /// <param name="domain">As typed.</param>
    /// <param name="ascii">The same in lower case, with A-labels.</param>
    internal static string? Refuse(string domain, out string ascii)
    {
        ascii = string.Empty;
        if (domain.Length == 0)
        {
            return "has nothing after the @";
        }

        if (domain.Length > Longest)
        {
            return "has a domain of more than 255 bytes";
        }

        if (domain[0] == '[')
        {
            ascii = domain.ToLowerInvariant();
            return domain.Length > 2 && domain[^1] == ']' && domain.AsSpan(1..^1).IndexOfAnyExcept(AddressLiteral) < 0
                ? null
                : "has a broken address literal after the @";
        }

        if (Ascii.IsValid(domain))
        {
            ascii = domain.ToLowerInvariant();
        }
        else if (domain.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || LocalPart.RefuseUndecodable(domain) is not null || !TryToAscii(domain, out ascii))
        {
            return "has a domain that cannot be written in ASCII (RFC 5890)";
        }

        return RefuseLabels(ascii);
    }

    private static string? RefuseLabels(string domain)
    {
        if (domain.Length > Longest)
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

    private static bool TryToAscii(string domain, out string ascii)
    {
        try
        {
            // Without ICU (InvariantGlobalization) IdnMapping folds nothing but ASCII.
            ascii = Idn.GetAscii(domain.ToLowerInvariant()).ToLowerInvariant();
            return true;
        }
        catch (ArgumentException)
        {
            ascii = string.Empty;
            return false;
        }
    }
}
