using MailingList.Core.Bounces.Parts;

namespace MailingList.Core.Bounces.Reports;

/// <summary>To whom a post that comes back was addressed: a guess, for where the bounce itself names nobody.</summary>
internal static class ReturnedPost
{
    private static readonly string[] Fields = ["X-Original-To", "Delivered-To", "X-Envelope-To", "To"];

    /// <summary>The only address in the first of the fields that there is; null where there are several, or none.</summary>
    internal static string? Recipient(FieldGroup? header)
    {
        string? value = header is null ? null : Fields.Select(name => header[name]).FirstOrDefault(value => value is not null);
        return value is not null && AddressText.First(value, 0, out _, out int end) is { } address && AddressText.First(value, end, out _, out _) is null ? address : null;
    }
}
