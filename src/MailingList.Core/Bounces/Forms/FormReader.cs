using System.Text;

namespace MailingList.Core.Bounces.Forms;

/// <summary>Reads the text of a bounce by the forms that are known.</summary>
internal static class FormReader
{
    private const int LongestReply = 4000;
    private const int MostRecipients = 1000;

    /// <summary>What is said of whom; empty when no form fits.</summary>
    internal static IReadOnlyList<Finding> Read(ReportText text)
    {
        foreach (TextForm form in TextForms.All)
        {
            if (form.Fits(text) && Read(text, form) is { Count: > 0 } findings)
            {
                return findings;
            }
        }

        return [];
    }

    /// <summary>What is said of whom, by one form.</summary>
    internal static IReadOnlyList<Finding> Read(ReportText text, TextForm form)
    {
        List<Finding> findings = [];
        var above = new StringBuilder();
        Finding? current = null;
        bool isOpen = false; // lines belong to the recipient above
        foreach (string line in text.Lines)
        {
            if (findings.Count > 0 && (Array.Exists(form.Ends, end => line.StartsWith(end, StringComparison.OrdinalIgnoreCase)) || ReportText.IsReturnedPost(line)))
            {
                break;
            }

            if (Recipient(form, line) is var (address, reply) && findings.Count < MostRecipients)
            {
                current = findings.Find(finding => finding.Final!.Equals(address, StringComparison.OrdinalIgnoreCase));
                if (current is null)
                {
                    current = new Finding { Final = address, Source = RecipientSource.Text, FormClass = form.Class };
                    current.Context.Append(form.ReasonFirst ? above : null);
                    findings.Add(current);
                }

                isOpen = !form.IsOneLine;
                Append(current.Context, form.ReasonFirst ? line : reply);
            }
            else if (line.Length == 0)
            {
                isOpen = isOpen && (form.HasParagraphs || current!.Context.Length == 0);
            }
            else if (isOpen)
            {
                Append(current!.Context, line);
            }
            else if (findings.Count == 0)
            {
                Append(above, line);
            }
        }

        return findings;
    }

    private static (string Address, string Reply)? Recipient(TextForm form, string line)
    {
        if (line.Contains('@', StringComparison.Ordinal))
        {
            foreach (LinePattern pattern in form.Patterns)
            {
                if (pattern.TryRead(line, out string address, out string reply))
                {
                    return (address, reply);
                }
            }
        }

        return null;
    }

    private static void Append(StringBuilder text, string line)
    {
        if (line.Length > 0 && text.Length < LongestReply)
        {
            _ = (text.Length > 0 ? text.Append('\n') : text).Append(line);
        }
    }
}
