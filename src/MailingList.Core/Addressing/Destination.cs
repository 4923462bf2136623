namespace MailingList.Core.Addressing;

/// <summary>One way to read a recipient address: a list's address, a role of it, and what stood behind the role.</summary>
/// <param name="List">The address that would have to be a list's.</param>
/// <param name="Role">The role.</param>
/// <param name="Detail">What followed the role behind a delimiter (a token), or empty.</param>
public sealed record Destination(EmailAddress List, Role Role, string Detail)
{
    /// <summary>
    /// The readings of <paramref name="recipient"/>, the one with the longest list name first. The whole address as a list's comes first
    /// of all; lists whose name ends in a role's cannot be created (<see cref="ListName"/>), so at most one reading is a list's.
    /// </summary>
    public static IEnumerable<Destination> Readings(EmailAddress recipient)
    {
        yield return new Destination(recipient, Role.Post, string.Empty);

        // Without quotes: they change nothing about whose address it is.
        string local = recipient.Content;
        for (int i = local.Length - 1; i > 0; i--)
        {
            if (!RoleNames.Delimiters.Contains(local[i], StringComparison.Ordinal))
            {
                continue;
            }

            string role = local[(i + 1)..];
            // The role's own name has no delimiter in it, so what follows the first one is detail.
            int end = role.AsSpan().IndexOfAny(RoleNames.Delimiters);
            string detail = end < 0 ? string.Empty : role[(end + 1)..];
            if (RoleNames.TryFind(end < 0 ? role : role[..end], out Role known)
                && EmailAddress.TryParse($"{local[..i]}@{recipient.Domain}", out EmailAddress? list, out _))
            {
                yield return new Destination(list, known, detail);
            }
        }
    }
}
