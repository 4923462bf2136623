namespace MailingList.Milter.Answers;

/// <summary>An application's answer. The default is <see cref="Continue"/>.</summary>
/// <remarks>
/// What each means to Postfix was measured with 3.7.11. At the connection and at HELO an answer that is not <see cref="Continue"/> is for the whole
/// connection; at a recipient a refusal is for that recipient; everywhere else an answer is for the message.
/// </remarks>
public readonly record struct Verdict
{
    private Verdict(VerdictKind kind, SmtpReply? reply = null)
    {
        Kind = kind;
        Reply = reply;
    }

    /// <summary>Go on; at the end of the message: take it.</summary>
    public static Verdict Continue => default;

    /// <summary>
    /// Take it, and do not ask again. At a recipient this is for the whole message: all further recipients are taken without a question (measured), so a
    /// filter that looks at recipients never says it there.
    /// </summary>
    public static Verdict Accept => new(VerdictKind.Accept);

    /// <summary>Refuse for good, in the MTA's words.</summary>
    public static Verdict Reject => new(VerdictKind.Reject);

    /// <summary>Refuse for now, in the MTA's words.</summary>
    public static Verdict TemporaryFailure => new(VerdictKind.TemporaryFailure);

    /// <summary>
    /// Take it, and throw it away in silence: the whole message, for all recipients, even as the answer to one of them (measured). Not for connections and HELO.
    /// </summary>
    public static Verdict Discard => new(VerdictKind.Discard);

    /// <summary>No more of the body: only as the answer to a chunk of it. From an MTA that cannot skip, the chunks that follow are dropped unread.</summary>
    public static Verdict Skip => new(VerdictKind.Skip);

    /// <summary>The reply of a refusal in our words; null otherwise.</summary>
    public SmtpReply? Reply { get; }

    internal VerdictKind Kind { get; }

    /// <summary>Refuse, for good or for now as the reply's code says, in our words.</summary>
    public static Verdict Refuse(SmtpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return new Verdict(VerdictKind.Refuse, reply);
    }

    /// <inheritdoc cref="Refuse(SmtpReply)"/>
    /// <param name="code">The reply code of SMTP, 400 to 599.</param>
    /// <param name="status">The enhanced status code (RFC 3463), of the same class.</param>
    /// <param name="text">What the sender is told, in one or more lines.</param>
    public static Verdict Refuse(int code, string status, string text) => Refuse(new SmtpReply(code, status, text));

    /// <inheritdoc/>
    public override string ToString() => Reply is null ? Kind.ToString() : Reply.ToString();
}
