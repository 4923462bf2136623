using MailingList.Core.Bounces.Parts;

namespace MailingList.Core.Bounces.Reports;

/// <summary>Feedback reports (RFC 5965), and the complaints of those who write none.</summary>
internal static class FeedbackReader
{
    // Outlook.com's complaints (Junk Mail Reporting Program) are the post in a message that says nothing else. In anybody else's message the
    // field says nothing: an author may have written it into the post, and each bounce would be a complaint.
    private static readonly (string From, string Field)[] Complaints = [("staff@hotmail.com", "X-HmXmrOriginalRecipient")];

    internal static BounceReport? Read(BounceParts parts)
    {
        if (parts.Feedback is { } fields)
        {
            string type = TypedAddress.WithoutComments(fields["Feedback-Type"] ?? "other").Trim().ToLowerInvariant();
            return new BounceReport
            {
                Kind = Kind(type),
                FeedbackType = type,
                OriginalMailFrom = AddressText.First(fields["Original-Mail-From"] ?? string.Empty),
                ReportingMta = DeliveryStatusReader.Host(fields["Reporting-MTA"]),
                Arrival = DeliveryStatusReader.Date(fields["Arrival-Date"] ?? fields["Received-Date"]),
                Recipients = Recipients(fields, parts.ReturnedHeader),
            };
        }

        string? from = parts.Message.From.Mailboxes.FirstOrDefault()?.Address;
        string? complained = parts.DeliveryStatus.Count > 0 ? null : Complaints
            .Where(form => form.From.Equals(from, StringComparison.OrdinalIgnoreCase))
            .Select(form => parts.ReturnedHeader?[form.Field]).FirstOrDefault(value => value is not null);
        return complained is not null && AddressText.First(complained) is { } address
            ? new BounceReport { Kind = BounceKind.Abuse, FeedbackType = "abuse", Recipients = [Recipient(address, RecipientSource.Report)] }
            : null;
    }

    private static BounceKind Kind(string type) => type switch
    {
        "abuse" or "fraud" or "virus" or "opt-out" or "opt-out-list" => BounceKind.Abuse,
        "not-spam" => BounceKind.NotSpam, // RFC 6430
        _ => BounceKind.Feedback,
    };

    // Many who report blot out the recipient; then the post's To may still say who it was, if it went to one.
    private static BouncedRecipient[] Recipients(FieldGroup fields, FieldGroup? returned)
    {
        BouncedRecipient[] named =
        [
            .. fields.All("Original-Rcpt-To").Concat(fields.All("Removal-Recipient")).Select(AddressText.First).OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase).Select(address => Recipient(address, RecipientSource.Report)),
        ];
        return named.Length > 0 ? named
            : ReturnedPost.Recipient(returned) is { } guess ? [Recipient(guess, RecipientSource.ReturnedPost)]
            : [];
    }

    private static BouncedRecipient Recipient(string address, RecipientSource source) => new() { FinalAddress = address, Source = source };
}
