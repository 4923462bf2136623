using MailingList.Core.Bounces.Classes;
using MailingList.Core.Bounces.Forms;
using MailingList.Core.Bounces.Parts;
using MailingList.Core.Bounces.Reports;

using MimeKit;

namespace MailingList.Core.Bounces;

/// <summary>
/// Reads what arrives at a return path: who did not get a post, and why. First what is standard (RFC 3464, RFC 5965), then the forms of
/// those who do as they like, last a guess. It takes anything, of any size; nothing that it says is certain, for anybody can write a bounce.
/// </summary>
public static class BounceReader
{
    /// <summary>How much of a message is read, in bytes: the report stands in front of the post that comes back.</summary>
    public const int LargestSize = 1 << 20;

    private const int BlockSize = 64 * 1024;
    private const int DeepestMessage = 4;
    private const int MostMessages = 5;

    /// <summary>Reads a message.</summary>
    /// <param name="message">The message; of a larger one than <see cref="LargestSize"/> the beginning is read.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static BounceReport Read(Stream message)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var beginning = new MemoryStream();
        byte[] block = new byte[BlockSize];
        while (beginning.Length < LargestSize && message.Read(block, 0, (int)Math.Min(block.Length, LargestSize - beginning.Length)) is > 0 and var read)
        {
            beginning.Write(block, 0, read);
        }

        beginning.Position = 0;
        return Load(beginning);
    }

    /// <summary>Reads a message.</summary>
    /// <param name="message">The message; of a larger one than <see cref="LargestSize"/> the beginning is read.</param>
    public static BounceReport Read(ReadOnlyMemory<byte> message)
    {
        ReadOnlyMemory<byte> read = message.Length > LargestSize ? message[..LargestSize] : message;
        using var stream = new MemoryStream(read.ToArray(), writable: false);
        return Load(stream);
    }

    private static BounceReport Load(Stream message)
    {
        using MimeMessage? bounce = BounceParts.Load(message);
        return bounce is null ? new BounceReport() : Read(bounce, DeepestMessage);
    }

    private static BounceReport Read(MimeMessage message, int depth)
    {
        BounceParts parts = BounceParts.Of(message);
        return FeedbackReader.Read(parts)
            ?? DeliveryReport(parts)
            ?? Answer(parts)
            ?? NotificationReader.Read(parts)
            ?? TextReport(parts)
            ?? Automatic(parts)
            ?? Forwarded(parts, depth)
            ?? Guess(parts)
            ?? new BounceReport();
    }

    private static BounceReport? DeliveryReport(BounceParts parts)
    {
        IReadOnlyList<Finding> findings = DeliveryStatusReader.Read(parts.DeliveryStatus);
        return findings.Count > 0 && ContextReader.Complete(findings, parts) is { Count: > 0 } complete ? Report(complete, parts, parts.DeliveryStatus) : null;
    }

    private static BounceReport? TextReport(BounceParts parts)
    {
        foreach (ReportText text in parts.Texts)
        {
            // A report whose parts lost their types on the way, or that somebody pasted.
            IReadOnlyList<FieldGroup> groups = text.Has("Final-Recipient:") || text.Has("Original-Recipient:") ? FieldGroup.Parse(text.Raw.SkipWhile(IsNoField)) : [];
            IReadOnlyList<Finding> findings = DeliveryStatusReader.Read(groups) is { Count: > 0 } fields ? fields : FormReader.Read(text);
            if (findings.Count > 0 && ContextReader.Complete(findings, parts) is { Count: > 0 } complete)
            {
                return Report(complete, parts, groups);
            }
        }

        IReadOnlyList<Finding> failed = HeaderRecipients.Read(parts);
        return failed.Count > 0 ? Report(ContextReader.Complete(failed, parts), parts, []) : null;
    }

    private static bool IsNoField(string line) => !line.StartsWith("Reporting-MTA:", StringComparison.OrdinalIgnoreCase)
        && !line.StartsWith("Final-Recipient:", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("Original-Recipient:", StringComparison.OrdinalIgnoreCase);

    // Before the texts are read: who answers may quote a post that quotes a bounce.
    private static BounceReport? Answer(BounceParts parts) => AutomaticAnswers.IsAnswer(parts) ? new BounceReport { Kind = AutomaticAnswers.Kind(parts) ?? BounceKind.Vacation } : null;

    private static BounceReport? Automatic(BounceParts parts) => AutomaticAnswers.Kind(parts) is { } kind ? new BounceReport { Kind = kind } : null;

    // A person, or another list's program, may have put a bounce into a message of theirs.
    private static BounceReport? Forwarded(BounceParts parts, int depth) => depth == 0 ? null
        : parts.Messages.Take(MostMessages).Select(message => Read(message, depth - 1)).FirstOrDefault(report => report.Kind is not (BounceKind.NotUnderstood or BounceKind.Vacation or BounceKind.Challenge));

    private static BounceReport? Guess(BounceParts parts)
    {
        if (!AutomaticAnswers.IsFailureNotice(parts))
        {
            return null;
        }

        IReadOnlyList<Finding> findings = parts.Texts.Select(text => FormReader.Read(text, TextForms.Unknown)).FirstOrDefault(found => found.Count > 0) ?? [];
        if (findings.Count == 0 && ReturnedPost.Recipient(parts.ReturnedHeader) is { } address)
        {
            findings = [new Finding { Final = address, Source = RecipientSource.ReturnedPost }];
        }

        return findings.Count > 0 ? Report(ContextReader.Complete(findings, parts), parts, []) : null;
    }

    private static BounceReport Report(IReadOnlyList<Finding> findings, BounceParts parts, IReadOnlyList<FieldGroup> groups)
    {
        bool isLate = parts.Texts.Exists(AutomaticAnswers.IsDelay);
        BouncedRecipient[] recipients = [.. findings.Select(finding => Classifier.Judge(finding, isLate))];
        return new BounceReport
        {
            Kind = Array.Exists(recipients, recipient => recipient.Action == DeliveryAction.Failed) ? BounceKind.Failure
                : Array.Exists(recipients, recipient => recipient.Action == DeliveryAction.Delayed) ? BounceKind.Delay
                : BounceKind.Success,
            Recipients = recipients,
            ReportingMta = DeliveryStatusReader.Host(DeliveryStatusReader.MessageField(groups, "Reporting-MTA")),
            Arrival = DeliveryStatusReader.Date(DeliveryStatusReader.MessageField(groups, "Arrival-Date")),
        };
    }
}
