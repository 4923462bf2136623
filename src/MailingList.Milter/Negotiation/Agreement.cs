using MailingList.Milter.Wire;

namespace MailingList.Milter.Negotiation;

/// <summary>What MTA and milter have agreed on: of what the application needs, what the MTA offers.</summary>
/// <remarks>
/// Postfix 3.7.11 breaks off when the version is above its own, or an action was not offered (measured). Steps that were not offered are left out as well: then the
/// MTA sends what nobody wants, or waits for replies that could be spared, and gets SMFIR_CONTINUE.
/// </remarks>
internal sealed class Agreement
{
    private const uint OurVersion = 6;

    // Version 1 is older than sendmail 8.11; libmilter refuses it, too.
    private const uint OldestVersion = 2;

    private readonly MilterNeeds _needs;

    /// <exception cref="ProtocolException">The MTA is too old.</exception>
    internal Agreement(OptionOffer offer, MilterNeeds needs)
    {
        if (offer.Version < OldestVersion)
        {
            throw new ProtocolException($"version {offer.Version} of the protocol");
        }

        _needs = needs;
        Version = Math.Min(offer.Version, OurVersion);
        Actions = Wanted(needs) & offer.Actions;
        Steps = Left(needs) & offer.Steps;
    }

    internal uint Version { get; }

    internal MilterActions Actions { get; }

    internal ProtocolSteps Steps { get; }

    internal bool Has(ProtocolSteps step) => (Steps & step) != 0;

    /// <summary>Whether the MTA waits for a reply.</summary>
    internal bool Replies(Step step) => !Has(step.Silent);

    /// <summary>Whether the application wants to know.</summary>
    internal bool Sees(Step step) => (_needs.Sees & step.Event) != 0;

    /// <summary>Writes our side of the negotiation, the lists of macros at its end.</summary>
    internal void Write(FrameWriter replies)
    {
        replies.Begin(ReplyCode.OptionNegotiation).UInt32(Version).UInt32((uint)Actions).UInt32((uint)Steps);
        if ((Actions & MilterActions.ChooseMacros) != 0)
        {
            foreach ((MacroStage stage, string names) in _needs.Macros.OrderBy(list => list.Key))
            {
                replies.UInt32((uint)stage).Text(names);
            }
        }

        replies.End();
    }

    private static MilterActions Wanted(MilterNeeds needs) =>
        (needs.Changes & ~MilterActions.ChooseMacros) | (needs.Macros.Count > 0 ? MilterActions.ChooseMacros : MilterActions.None);

    private static ProtocolSteps Left(MilterNeeds needs)
    {
        ProtocolSteps steps = ProtocolSteps.HeaderLeadingSpace;
        foreach (Step step in Step.All)
        {
            bool isSeen = (needs.Sees & step.Event) != 0;
            // One field is never answered: the application sees them together.
            bool isAnswered = (needs.Answers & step.Event) != 0 && step != Step.Header;
            steps |= !isSeen ? step.No : isAnswered ? ProtocolSteps.None : step.Silent;
        }

        steps |= (needs.Sees & MilterEvents.Body) != 0 ? ProtocolSteps.Skip : ProtocolSteps.None;
        return steps | (needs.SeesRejectedRecipients ? ProtocolSteps.RejectedRecipients : ProtocolSteps.None);
    }
}
