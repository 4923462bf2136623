using System.Text.Json;

using MailingList.Core.Bounces.Classes;
using MailingList.Core.Bounces.Forms;
using MailingList.Core.Bounces.Parts;

namespace MailingList.Core.Bounces.Reports;

/// <summary>Amazon SES' notifications: JSON in a text, one object.</summary>
internal static class NotificationReader
{
    private const string Mark = "\"notificationType\"";
    private const int MostRecipients = 1000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    internal static BounceReport? Read(BounceParts parts)
    {
        foreach (ReportText text in parts.Texts.Where(text => text.Has(Mark)))
        {
            string json = string.Concat(text.Raw.SkipWhile(line => !line.StartsWith('{')).TakeWhile(line => line != "--"));
            if (Parse(json) is { } report)
            {
                return report;
            }
        }

        return null;
    }

    private static BounceReport? Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            JsonElement root = document.RootElement;
            return Text(root, "notificationType") switch
            {
                "Bounce" => Bounce(root, "bounce", "bouncedRecipients", DeliveryAction.Failed),
                "Complaint" => Complaint(root),
                "Delivery" => Bounce(root, "delivery", "recipients", DeliveryAction.Delivered),
                _ => null,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null; // it was cut off, or is something else, or has half a character in a string
        }
    }

    private static BounceReport? Bounce(JsonElement root, string what, string who, DeliveryAction action)
    {
        Finding[] findings =
        [
            .. Items(root, what, who).Select(item => new Finding
            {
                Final = Address(item),
                Source = RecipientSource.Report,
                Action = Text(item, "action") == "delayed" ? DeliveryAction.Delayed : action,
                Status = EnhancedStatus.Find(Text(item, "status"), 0, out _),
                Diagnostic = Text(item, "diagnosticCode") is var words ? words[(words.StartsWith("smtp;", StringComparison.Ordinal) ? 5 : 0)..].Trim() : string.Empty,
            }).Where(finding => finding.Final is not null),
        ];
        BounceKind kind = action == DeliveryAction.Delivered ? BounceKind.Success
            : Array.TrueForAll(findings, finding => finding.Action == DeliveryAction.Delayed) ? BounceKind.Delay
            : BounceKind.Failure;
        return findings.Length == 0 ? null : new BounceReport { Kind = kind, Recipients = [.. findings.Select(finding => Classifier.Judge(finding, isLate: false))] };
    }

    private static BounceReport? Complaint(JsonElement root)
    {
        BouncedRecipient[] recipients =
        [
            .. Items(root, "complaint", "complainedRecipients").Select(Address).OfType<string>().Select(address => new BouncedRecipient { FinalAddress = address }),
        ];
        string type = Member(root, "complaint") is { } complaint ? Text(complaint, "complaintFeedbackType") : string.Empty;
        return recipients.Length == 0 ? null
            : new BounceReport { Kind = type == "not-spam" ? BounceKind.NotSpam : BounceKind.Abuse, FeedbackType = type.Length > 0 ? type : "abuse", Recipients = recipients };
    }

    private static IEnumerable<JsonElement> Items(JsonElement root, string what, string who) =>
        Member(root, what) is { } part && Member(part, who) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray().Take(MostRecipients) : [];

    private static string? Address(JsonElement item) =>
        AddressText.First(item.ValueKind == JsonValueKind.String ? item.GetString()! : Text(item, "emailAddress"));

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : null;

    private static string Text(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : string.Empty;
}
