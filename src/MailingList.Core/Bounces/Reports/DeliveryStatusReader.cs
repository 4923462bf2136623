using MimeKit.Utils;

namespace MailingList.Core.Bounces.Reports;

/// <summary>Delivery status notifications (RFC 3464, RFC 6533): in any order of fields and groups, and with what is missing in them.</summary>
internal static class DeliveryStatusReader
{
    private const int MostRecipients = 1000;

    private static readonly string[] PerRecipient = ["Final-Recipient", "Original-Recipient", "X-Actual-Recipient"];

    /// <summary>What the groups say of whom.</summary>
    internal static IReadOnlyList<Finding> Read(IReadOnlyList<FieldGroup> groups) => [.. Recipients(groups).Take(MostRecipients).Select(Finding)];

    /// <summary>The field of a group that tells of the message as a whole, or null.</summary>
    internal static string? MessageField(IReadOnlyList<FieldGroup> groups, string name) => groups.Select(group => group[name]).FirstOrDefault(value => value is not null);

    /// <summary>A host's name without the type in front of it and without comments.</summary>
    internal static string? Host(string? value)
    {
        string name = TypedAddress.WithoutComments(value ?? string.Empty);
        name = name[(name.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
        return name.Length > 0 ? name : null;
    }

    /// <summary>A date, or null.</summary>
    internal static DateTimeOffset? Date(string? value) => value is not null && DateUtils.TryParse(value, out DateTimeOffset date) ? date : null;

    // Some hosts put empty lines among the fields of one recipient: what names nobody belongs to whom the group above names, or else below.
    private static List<FieldGroup> Recipients(IReadOnlyList<FieldGroup> groups)
    {
        List<FieldGroup> recipients = [];
        FieldGroup? nobodys = null;
        foreach (FieldGroup group in groups)
        {
            if (Array.Exists(PerRecipient, name => group[name] is not null))
            {
                recipients.Add(group);
            }
            else if (recipients.Count > 0)
            {
                recipients[^1].Join(group);
            }
            else
            {
                nobodys = group;
            }
        }

        if (nobodys is not null && recipients.Count == 0 && nobodys["Action"] is not null)
        {
            recipients.Add(nobodys); // the text, or the header, may say of whom
        }
        else if (nobodys is not null && recipients.Count == 1)
        {
            recipients[0].Join(nobodys);
        }

        return recipients;
    }

    private static Finding Finding(FieldGroup group)
    {
        string? original = group["Original-Recipient"] is { } asked ? TypedAddress.Parse(asked) : null;
        string? final = group["Final-Recipient"] is { } last ? TypedAddress.Parse(last) : null;
        string? status = group["Status"];
        return new Finding
        {
            Final = final ?? original,
            Original = final is null || final.Equals(original, StringComparison.OrdinalIgnoreCase) ? null : original,
            Source = RecipientSource.Report,
            Status = status is null ? null : EnhancedStatus.Find(status, 0, out _),
            Action = Action(group["Action"]),
            Diagnostic = WithoutType(group["Diagnostic-Code"] ?? string.Empty),
            RemoteMta = Host(group["Remote-MTA"]),
            LastAttempt = Date(group["Last-Attempt-Date"]),
            WillRetryUntil = Date(group["Will-Retry-Until"]),
        };
    }

    private static DeliveryAction? Action(string? value) => value is null ? null : new string([.. value.TakeWhile(char.IsAsciiLetter)]).ToLowerInvariant() switch
    {
        "failed" or "failure" or "expired" => DeliveryAction.Failed, // SendGrid has "expired"
        "delayed" => DeliveryAction.Delayed,
        "delivered" or "deliverable" => DeliveryAction.Delivered,
        "relayed" => DeliveryAction.Relayed,
        "expanded" => DeliveryAction.Expanded,
        _ => null,
    };

    // `smtp; 550 …`; some hosts leave the type away.
    private static string WithoutType(string value)
    {
        int semicolon = value.IndexOf(';', StringComparison.Ordinal);
        return semicolon > 0 && value.AsSpan(0, semicolon).IndexOfAny(' ', '<', '@') < 0 ? value[(semicolon + 1)..].Trim() : value.Trim();
    }
}
