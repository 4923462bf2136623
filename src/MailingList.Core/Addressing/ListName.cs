using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace MailingList.Core.Addressing;

/// <summary>What a list may be called. Narrower than an address: it goes into header fields, URLs and the local parts of roles.</summary>
public static class ListName
{
    // RFC 5321 section 4.5.3.1.1: 64 octets, of which the delimiter and the longest role's name take some.
    private static readonly int Longest = 64 - 1 - RoleNames.Longest;

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Reads the address of a list that is to be created; <paramref name="reason"/> says what is wrong and what to do.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="domains">The domains of which the configuration says that they carry lists.</param>
    /// <param name="address">The list's address, in lower case.</param>
    /// <param name="reason">A sentence, or null when it is a good name.</param>
    public static bool TryParse(
        string text,
        IReadOnlyCollection<string> domains,
        [NotNullWhen(true)] out EmailAddress? address,
        [NotNullWhen(false)] out string? reason)
    {
        if (!EmailAddress.TryParse(text.ToLowerInvariant(), out address, out reason))
        {
            reason = $"'{text}' {reason}: a list is named by its whole address, as in dev@lists.example.org";
            return false;
        }

        reason = Refuse(address, domains);
        return reason is null;
    }

    private static string? Refuse(EmailAddress address, IReadOnlyCollection<string> domains)
    {
        string local = address.LocalPart;
        if (local.AsSpan().IndexOfAnyExcept(Characters) >= 0 || !char.IsAsciiLetterOrDigit(local[0]) || address.Wire != address.Text)
        {
            return $"'{local}' cannot be a list's name: letters, digits, '-', '_' and '.' only, beginning with a letter or a digit";
        }

        if (local.Length > Longest)
        {
            return $"'{local}' is too long: {Longest} characters at most, so that its roles' addresses stay within 64";
        }

        int delimiter = local.LastIndexOfAny([.. RoleNames.Delimiters]);
        if (delimiter >= 0 && RoleNames.TryFind(local.AsSpan(delimiter + 1), out _))
        {
            return $"'{local}' ends like the address of a role (-{local[(delimiter + 1)..]}): choose another name";
        }

        return domains.Contains(address.Domain, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"{address.Domain} is not one of this host's list domains: add it to `domains` in the configuration";
    }
}
