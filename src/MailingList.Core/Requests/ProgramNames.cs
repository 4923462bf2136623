namespace MailingList.Core.Requests;

/// <summary>
/// Addresses from which programs write: those of RFC 3834 section 2, of list managers as Sieve's responders know them (RFC 5230 section 4.6),
/// and those that say that nobody reads what is sent to them. Not <c>postmaster</c>, behind whom there is a person (RFC 2142), and not
/// <c>*-owner</c>, who may be that of a product.
/// </summary>
internal static class ProgramNames
{
    private static readonly string[] Whole = ["mailer-daemon", "listserv", "majordomo"];

    private static readonly string[] Endings = ["-request", "-bounces"];

    private static readonly string[] Unread = ["noreply", "donotreply"];

    internal static bool Contains(string address)
    {
        // Without what is appended for one recipient: dev-bounces+anna=example.net@….
        string name = address.ToLowerInvariant().Split('@', '+')[0];
        string letters = string.Concat(name.Where(char.IsAsciiLetter));
        return Whole.Contains(name)
            || name.StartsWith("owner-", StringComparison.Ordinal)
            || Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            || Unread.Any(word => letters.StartsWith(word, StringComparison.Ordinal) || letters.EndsWith(word, StringComparison.Ordinal));
    }
}
