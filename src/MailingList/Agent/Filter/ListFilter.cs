using MailingList.Milter;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Sessions;

using Serilog.Core;

namespace MailingList.Agent.Filter;

/// <summary>
/// The lists as a milter: what they would not take is refused while the sender is still on the line. It never touches recipients that are
/// no list's, and never expands anything: what it lets pass goes on to the pipe, where the same rules are asked again.
/// </summary>
/// <param name="judges">Know the lists.</param>
/// <param name="letters">Tells authors of what their message was not taken for.</param>
/// <param name="log">One line a refusal.</param>
internal sealed class ListFilter(Judges judges, AgentLetters letters, Logger log) : IMilter
{
    private readonly RefusalLog _refusals = new(log, "milter");

    // The transport's name in the examples: where an address among mailboxes goes to another one, it is not ours (Postfix, {rcpt_mailer}).
    internal const string Transport = "mailinglist";

    /// <inheritdoc/>
    public MilterNeeds Needs { get; } = new()
    {
        Sees = MilterEvents.Sender | MilterEvents.Recipient | MilterEvents.Header | MilterEvents.Body,
        // Postfix need not wait for an answer to the rest.
        Answers = MilterEvents.Recipient | MilterEvents.Header,
        Changes = MilterActions.DeleteRecipients,
        Macros = new Dictionary<MacroStage, string>
        {
            [MacroStage.Sender] = ListFilterSession.SenderMacro,
            [MacroStage.Recipient] = $"{ListFilterSession.RecipientMacro} {ListFilterSession.MailerMacro}",
            [MacroStage.EndOfMessage] = "i",
        },
    };

    /// <inheritdoc/>
    public MilterSession Open(MilterPeer peer) => new ListFilterSession(judges, new MessageJudge(judges, letters, _refusals), _refusals, peer);
}
