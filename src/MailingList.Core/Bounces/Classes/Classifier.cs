namespace MailingList.Core.Bounces.Classes;

/// <summary>
/// Says why a post was not delivered. The remote host's own words weigh more than what the reporting host made of them: sendmail writes
/// 5.1.1 for every refusal of a recipient, whatever the reason was. Where a code says little, or the words contradict it, the words decide;
/// and in doubt nobody is gone.
/// </summary>
internal static class Classifier
{
    private const int LongestDiagnostic = 500;

    // RFC 7504 and RFC 7505: a host that takes no mail, or none for that domain.
    private static readonly int[] NoMail = [521, 556];

    /// <summary>Concludes from what was found.</summary>
    /// <param name="finding">What was found; its address is known.</param>
    /// <param name="isLate">Whether the text is a warning that a post is late.</param>
    internal static BouncedRecipient Judge(Finding finding, bool isLate)
    {
        string context = finding.Context.ToString();
        ReplyText reply = ReplyText.Read(finding.Diagnostic.Length > 0 ? finding.Diagnostic : context);
        EnhancedStatus? status = Telling(reply, finding.Status);
        DeliveryAction action = finding.Action ?? (isLate ? DeliveryAction.Delayed : status?.Class == 2 && reply.Code is null ? DeliveryAction.Delivered : DeliveryAction.Failed);
        return new BouncedRecipient
        {
            FinalAddress = finding.Final!,
            OriginalAddress = finding.Original,
            Source = finding.Source,
            Action = action,
            Status = status,
            ReplyCode = reply.Code,
            Diagnostic = reply.Text.Length > LongestDiagnostic ? reply.Text[..LongestDiagnostic] : reply.Text,
            RemoteMta = finding.RemoteMta,
            LastAttempt = finding.LastAttempt,
            WillRetryUntil = finding.WillRetryUntil,
            Class = action switch
            {
                DeliveryAction.Failed => finding.FormClass ?? Class(finding, reply, status, context),
                // Who is tried again tomorrow is not gone.
                DeliveryAction.Delayed => Class(finding, reply, status, context) is var why and not (BounceClass.Gone or BounceClass.Unknown) ? why : BounceClass.Temporary,
                _ => null,
            },
        };
    }

    // The first code that says something: the remote host's, then the reporting host's; else any.
    private static EnhancedStatus? Telling(ReplyText reply, EnhancedStatus? reported)
    {
        EnhancedStatus[] all = [.. reply.Statuses, .. reported is { } status ? new[] { status } : []];
        return all.Length == 0 ? null : all.FirstOrDefault(status => StatusTable.Class(status) is not null, all[0]);
    }

    private static BounceClass Class(Finding finding, ReplyText reply, EnhancedStatus? status, string context)
    {
        SmtpStage stage = SmtpStages.Of(reply.Text.ToLowerInvariant(), context);
        BounceClass? coded = status is { } code ? StatusTable.Class(code) : null;
        (BounceClass Class, bool IsSure)? told = Phrases.Find(ReplyText.Plain(finding.Diagnostic));
        if (told is null && (coded is null || finding.Diagnostic.Length == 0))
        {
            told = Phrases.Find(ReplyText.Plain(context)); // advice for people, which contradicts no code
        }

        BounceClass found = coded is null ? told?.Class ?? ByReplyCode(reply, status) : Weigh(coded.Value, told?.Class, told?.IsSure ?? false);
        return stage is (SmtpStage.Greeting or SmtpStage.MailFrom) && found is (BounceClass.Gone or BounceClass.Unknown) ? BounceClass.Policy // it is the sender whom they do not want
            : found != BounceClass.Gone ? found
            : coded is null && (stage == SmtpStage.Data || reply.HasEmptyRecipient) ? BounceClass.Temporary // RCPT was taken: a filter says so, not the directory
            : IsTransient(reply, finding.Status, status) ? BounceClass.Temporary
            : BounceClass.Gone;
    }

    // A code and the words; null: the words say nothing that is known.
    private static BounceClass Weigh(BounceClass coded, BounceClass? told, bool isSure) => (coded, told) switch
    {
        (_, null) => coded,
        (BounceClass.Gone, _) => isSure ? told.Value : coded, // "rejected", "not available" are said of those who are not there too
        (BounceClass.Policy, BounceClass.Full) => BounceClass.Full,
        (BounceClass.Policy, BounceClass.Temporary) when isSure => BounceClass.Temporary, // a locked account
        (BounceClass.Temporary, BounceClass.Policy or BounceClass.Full) => told.Value,
        (BounceClass.Temporary, BounceClass.Content) => BounceClass.Content,
        _ => coded,
    };

    private static BounceClass ByReplyCode(ReplyText reply, EnhancedStatus? status) => reply.Code switch
    {
        { } code when NoMail.Contains(code) => BounceClass.Gone,
        _ when status is { Subject: 2, Detail: 1 } => BounceClass.Temporary, // disabled
        552 => BounceClass.Full, // RFC 5321 section 4.2.3: exceeded storage allocation
        >= 400 and < 500 => BounceClass.Temporary,
        _ => status?.Class == 4 ? BounceClass.Temporary : BounceClass.Unknown,
    };

    // Hosts with unknown_local_recipient_reject_code = 450 say 4.1.1 of whom they do not know, until the sender gives up.
    private static bool IsTransient(ReplyText reply, EnhancedStatus? reported, EnhancedStatus? status) =>
        status is not { Subject: 1, Detail: 1 }
        && (reply.Code is { } code ? code < 500 : (reply.Statuses.Count > 0 ? status : reported ?? status)?.Class == 4);
}
