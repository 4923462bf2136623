using MailingList.Core.Bounces.Forms;
using MailingList.Core.Bounces.Parts;

namespace MailingList.Core.Bounces.Reports;

/// <summary>Completes what fields say by what the text for people says of the same recipients: fields are often empty, or cut off.</summary>
internal static class ContextReader
{
    private const int LongestContext = 4000;

    /// <returns>Those of the findings for which there is an address.</returns>
    internal static IReadOnlyList<Finding> Complete(IReadOnlyList<Finding> findings, BounceParts parts)
    {
        IReadOnlyList<Finding> told = findings[0].Source == RecipientSource.Text ? [] : parts.Texts.Select(FormReader.Read).FirstOrDefault(found => found.Count > 0) ?? [];
        foreach (Finding finding in findings)
        {
            Finding? same = told.FirstOrDefault(other => IsSame(other.Final, finding.Final) || IsSame(other.Final, finding.Original))
                ?? (findings.Count == 1 && told.Count == 1 ? told[0] : null);
            // A pipe or a file stands where an address should: the address is elsewhere.
            finding.Final ??= same?.Final ?? (findings.Count == 1 && HeaderRecipients.Read(parts) is [var named, ..] ? named.Final : null);
            if (same is not null)
            {
                finding.Context.Append(same.Context);
                finding.FormClass ??= same.FormClass;
            }
            else if (findings.Count == 1 && finding.Source != RecipientSource.Text)
            {
                AppendAll(finding, parts);
            }
        }

        return [.. findings.Where(finding => finding.Final is not null)];
    }

    private static void AppendAll(Finding finding, BounceParts parts)
    {
        foreach (string line in parts.Texts.Take(1).SelectMany(text => text.Lines))
        {
            if (finding.Context.Length > LongestContext || line.StartsWith("----- Original message", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Received: ", StringComparison.OrdinalIgnoreCase))
            {
                break;
            }

            finding.Context.Append(line).Append('\n');
        }
    }

    private static bool IsSame(string? one, string? other) => one is not null && one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
