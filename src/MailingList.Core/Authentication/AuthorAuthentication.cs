using MailingList.Core.Addressing;
using MailingList.Core.Arrival;

using MimeKit.Cryptography;

namespace MailingList.Core.Authentication;

/// <summary>
/// What our own MTA found out about an author's domain, and wrote into Authentication-Results (RFC 8601). Senders can write such fields
/// too, and MTAs shall remove them (section 5) but may not: so wherever fields contradict each other, or one of ours cannot be read, nothing passed.
/// </summary>
/// <param name="trusted">The authserv-ids of our own hosts; without one nothing ever passes.</param>
public sealed class AuthorAuthentication(IReadOnlyCollection<string> trusted)
{
    // No MTA writes more. Whoever did hopes that something is not looked at.
    private const int MostFields = 50;
    private const int LongestField = 16 * 1024;

    /// <summary>Whether one of the methods that are enough passed for the author's domain. It says nothing about the local part.</summary>
    public bool IsAuthenticated(HeaderBlock header, EmailAddress author, AuthenticationMethods enough = AuthenticationMethods.Dmarc | AuthenticationMethods.Dkim) =>
        (Passed(header, author) & enough) != AuthenticationMethods.None;

    /// <summary>What passed for the domain of the address in From.</summary>
    public AuthenticationMethods Passed(HeaderBlock header, EmailAddress author) => Read(header).Passed(author);

    /// <summary>Reads the fields of our own hosts, once for all authors.</summary>
    public TrustedResults Read(HeaderBlock header)
    {
        ArgumentNullException.ThrowIfNull(header);
        HeaderField[] fields = [.. OfThisHost(header)];
        // Which of two From fields was looked at, nobody can tell (RFC 5322 section 3.6 allows one).
        if (header.All("From").Count() != 1 || fields.Length > MostFields || fields.Any(field => field.Raw.Length > LongestField))
        {
            return TrustedResults.None;
        }

        List<AuthenticationResults> ours = [];
        foreach (HeaderField field in fields)
        {
            // What was read before an error is there too; and the identifier comes first.
            bool isWhole = AuthenticationResults.TryParse(field.RawValue.ToArray(), out AuthenticationResults? results);
            if (results?.AuthenticationServiceIdentifier is not { } writer || !trusted.Contains(writer, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!isWhole || !IsSound(results))
            {
                return TrustedResults.None;
            }

            ours.Add(results);
        }

        return new TrustedResults(ours);
    }

    // Only version 1 exists (RFC 8601 section 2.2), and only ARC's fields have an instance. A quote within a value is left of a stranger's
    // address that was cut in two: what follows it may be theirs.
    private static bool IsSound(AuthenticationResults results) =>
        results is { Version: null or 1, Instance: null }
        && !results.Results.SelectMany(result => result.Properties).Any(property => property.Value.Contains('"', StringComparison.Ordinal));

    // What stands below the second Received was there before the message came to this host.
    private static IEnumerable<HeaderField> OfThisHost(HeaderBlock header)
    {
        int hops = 0;
        foreach (HeaderField field in header.Fields)
        {
            hops += field.Is("Received") ? 1 : 0;
            if (hops > 1)
            {
                yield break;
            }

            if (field.Is("Authentication-Results"))
            {
                yield return field;
            }
        }
    }
}
