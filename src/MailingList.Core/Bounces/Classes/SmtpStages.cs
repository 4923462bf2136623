namespace MailingList.Core.Bounces.Classes;

/// <summary>Finds in the text of a bounce what the host answered to.</summary>
internal static class SmtpStages
{
    private const int LongestProbe = 40;

    private static readonly (SmtpStage Stage, string Words)[] Told =
    [
        (SmtpStage.MailFrom, "in reply to mail from"), // Postfix
        (SmtpStage.RcptTo, "in reply to rcpt to"),
        (SmtpStage.Data, "in reply to data"),
        (SmtpStage.Data, "in reply to end of data"),
        (SmtpStage.Greeting, "in reply to ehlo"),
        (SmtpStage.Greeting, "in reply to helo"),
        (SmtpStage.Greeting, "refused to talk to me"),
        (SmtpStage.MailFrom, "after mail from"), // Exim
        (SmtpStage.RcptTo, "after rcpt to"),
        (SmtpStage.RcptTo, "after rcpt command"), // GMX
        (SmtpStage.Data, "after data"),
        (SmtpStage.Data, "after end of data"),
        (SmtpStage.Greeting, "after initial connection"),
        (SmtpStage.Greeting, "after ehlo"),
        (SmtpStage.Greeting, "after helo"),
        (SmtpStage.MailFrom, "but sender was rejected"), // qmail
        (SmtpStage.RcptTo, "does not like recipient"),
        (SmtpStage.Greeting, "but greeting failed"),
        (SmtpStage.Greeting, "but my name was rejected"),
        (SmtpStage.Data, "failed after i sent the message"),
        (SmtpStage.Data, "failed on data command"),
        (SmtpStage.MailFrom, "[mail_from]"), // Yahoo
        (SmtpStage.RcptTo, "[rcpt_to]"),
        (SmtpStage.MailFrom, "did not like our mail from"), // DragonFly
        (SmtpStage.RcptTo, "did not like our rcpt to"),
        (SmtpStage.Data, "did not like our data"),
        (SmtpStage.Data, "did not like our final data"),
        (SmtpStage.Data, "smtp command data"), // m-FILTER, which has it on a line of its own
        (SmtpStage.Data, "step: data"),
        (SmtpStage.Data, "your message (data)"),
        (SmtpStage.Data, "text command"), // 1&1
    ];

    /// <summary>Where the host was.</summary>
    /// <param name="words">The host's words, in lower case.</param>
    /// <param name="context">The text around them as it is, a line each.</param>
    internal static SmtpStage Of(string words, string context)
    {
        string lower = context.ToLowerInvariant().ReplaceLineEndings(" ").Replace("-------", string.Empty, StringComparison.Ordinal);
        foreach ((SmtpStage stage, string told) in Told)
        {
            if (lower.Contains(told, StringComparison.Ordinal) || words.Contains(told, StringComparison.Ordinal))
            {
                return stage;
            }
        }

        return OfTranscript(words, context);
    }

    // sendmail: `>>> DATA`, then `<<< 550 …`. With PIPELINING the answer to RCPT may stand behind DATA; who needs to know looks at the code too.
    private static SmtpStage OfTranscript(string words, string context)
    {
        string probe = words.Length > LongestProbe ? words[..LongestProbe] : words;
        SmtpStage stage = SmtpStage.Unknown;
        foreach (string line in context.Split('\n'))
        {
            if (line.StartsWith(">>> ", StringComparison.Ordinal))
            {
                stage = Verb(line.AsSpan(4));
            }
            else if (line.StartsWith("<<< ", StringComparison.Ordinal) && probe.Length > 0 && line.AsSpan(4).StartsWith(probe, StringComparison.OrdinalIgnoreCase))
            {
                return stage;
            }
        }

        return SmtpStage.Unknown;
    }

    private static SmtpStage Verb(ReadOnlySpan<char> command) =>
        command.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase) ? SmtpStage.MailFrom
        : command.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) ? SmtpStage.RcptTo
        : command.StartsWith("DATA", StringComparison.OrdinalIgnoreCase) ? SmtpStage.Data
        : command.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase) || command.StartsWith("HELO", StringComparison.OrdinalIgnoreCase) ? SmtpStage.Greeting
        : SmtpStage.Unknown;
}
