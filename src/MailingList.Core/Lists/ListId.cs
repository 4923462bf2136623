namespace MailingList.Core.Lists;

/// <summary>The identifier of a list (RFC 2919): stored with the list, for it has to outlive the list's address.</summary>
public static class ListId
{
    // RFC 2919 section 2: at most 255 octets.
    private const int Longest = 255;

    /// <summary>The identifier for a new list: its address with the @ as a dot.</summary>
    public static string DefaultFor(Addressing.EmailAddress address) => $"{address.LocalPart}.{address.Domain}".ToLowerInvariant();

    /// <summary>Whether a text can stand between the brackets: a dot-atom with at least one dot.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= Longest
        && text.Contains('.', StringComparison.Ordinal)
        && text.Split('.').All(label => label.Length > 0 && label.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal)));
}
