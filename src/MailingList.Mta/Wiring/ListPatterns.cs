using MailingList.Core.Addressing;
using MailingList.Core.Failures;

namespace MailingList.Mta.Wiring;

/// <summary>The addresses of lists as regular expressions, which both MTAs read: for lists among the mailboxes of a domain.</summary>
internal static class ListPatterns
{
    /// <summary>One for each list with all its roles.</summary>
    /// <exception cref="Failure">There is no list yet: the MTA would take an empty table, and every list's mail would bounce.</exception>
    internal static IEnumerable<string> Of(IReadOnlyList<EmailAddress> lists)
    {
        if (lists.Count == 0)
        {
            throw Failure.Usage("there is no list yet: create one first");
        }

        string roles = string.Join('|', RoleNames.All);
        return lists.Select(list => $"^{Escaped(list.LocalPart)}([-+]({roles})([-+].*)?)?@{Escaped(list.Domain)}$");
    }

    // A list's name and domain hold nothing else that means something in a regular expression (ListName).
    private static string Escaped(string text) => text.Replace(".", "\\.", StringComparison.Ordinal);
}
