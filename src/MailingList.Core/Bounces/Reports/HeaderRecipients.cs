using MailingList.Core.Bounces.Parts;

using MimeKit;

namespace MailingList.Core.Bounces.Reports;

/// <summary>The recipients that the header of a bounce names: Exim and Gmail have a field for it.</summary>
internal static class HeaderRecipients
{
    private const string FailedRecipients = "X-Failed-Recipients";
    private const int Most = 100; // Exim names no more than 50

    internal static IReadOnlyList<Finding> Read(BounceParts parts)
    {
        List<Finding> findings = [];
        foreach (Header field in parts.Message.Headers)
        {
            if (field.Field.Equals(FailedRecipients, StringComparison.OrdinalIgnoreCase))
            {
                string value = field.Value;
                for (int at = 0; findings.Count < Most && AddressText.First(value, at, out _, out at) is { } address;)
                {
                    findings.Add(new Finding { Final = address, Source = RecipientSource.Header });
                }
            }
        }

        return findings;
    }
}
