namespace MailingList.Milter.Negotiation;

/// <summary>What an application wants of an MTA. The less it is, the fewer packets and answers there are.</summary>
public sealed record MilterNeeds
{
    private readonly MilterEvents? _answers;

    /// <summary>What it wants to be told of; by default nothing but the end of the message.</summary>
    public MilterEvents Sees { get; init; }

    /// <summary>
    /// To which of these it has an answer; by default to all of them. The others are told without a question (SMFIP_NR_*), which is faster: Postfix need not
    /// wait. A verdict on one of them is kept, and given at the next event that is answered; at the end of the message there always is an answer.
    /// </summary>
    public MilterEvents Answers
    {
        get => (_answers ?? Sees) & Sees;
        init => _answers = value;
    }

    /// <summary>What it may want to do to a message.</summary>
    public MilterActions Changes { get; init; }

    /// <summary>
    /// Macros that it wants in place of those that the MTA is configured to send (SMFIF_SETSYMLIST): their names with blanks between them, as in
    /// <c>i {rcpt_mailer}</c>. The other stages stay as they are. An MTA that cannot be told sends what it sends.
    /// </summary>
    public IReadOnlyDictionary<MacroStage, string> Macros { get; init; } = new Dictionary<MacroStage, string>();

    /// <summary>
    /// Whether it wants to hear of recipients, too, that the MTA has refused (SMFIP_RCPT_REJ). In Postfix <c>{rcpt_mailer}</c> is then <c>error</c>.
    /// </summary>
    public bool SeesRejectedRecipients { get; init; }
}
