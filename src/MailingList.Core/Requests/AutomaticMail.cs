using MailingList.Core.Arrival;

namespace MailingList.Core.Requests;

/// <summary>Placeholder until the real one is merged.</summary>
public static class AutomaticMail
{
    /// <summary>Why a mail is a program's.</summary>
    public static string? Reason(Envelope envelope, HeaderBlock header) =>
        envelope.HasNullReturnPath ? "null return path"
        : header.All("Auto-Submitted").Any(field => !field.Value.StartsWith("no", StringComparison.OrdinalIgnoreCase)) ? "Auto-Submitted" : null;
}
