using MailingList.Milter.Negotiation;
using MailingList.Milter.Sessions;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Answers;

/// <summary>
/// What can be done to a message at its end. All of it happens when the message is taken, in the order in which it was asked for, and counts nothing when it is not.
/// </summary>
/// <remarks>
/// Each method throws <see cref="InvalidOperationException"/> when the call of <see cref="MilterSession.EndAsync"/> is over, and when the MTA has not agreed to
/// it (<see cref="MilterPeer.Actions"/>), and <see cref="ArgumentException"/> for what cannot be written.
/// Headers and recipients are the whole message's: a milter cannot give one recipient what another does not get.
/// </remarks>
public sealed partial class MessageChanges
{
    private readonly IConversationWire _wire;

    private readonly Agreement _agreement;

    private bool _isOpen;

    private BodyReplacement _body;

    internal MessageChanges(IConversationWire wire, Agreement agreement)
    {
        _wire = wire;
        _agreement = agreement;
    }

    private enum BodyReplacement
    {
        None,
        UnderWay,
        Complete,
    }

    /// <summary>Puts the message on hold, where an admin looks at it (Postfix's hold queue). There still is a verdict.</summary>
    /// <param name="reason">Why, for the MTA's log.</param>
    public void Quarantine(string reason)
    {
        Writable.CheckLine(reason);
        Begin(MilterActions.Quarantine, ReplyCode.Quarantine).Text(reason).End();
    }

    /// <summary>Tells the MTA that the answer will come, and sends all changes so far: its clock starts anew, and so does <see cref="MilterLimits.AnswerTime"/>.</summary>
    public ValueTask ReportProgressAsync()
    {
        ThrowIfOver();
        _wire.ProlongCall();
        _wire.Replies.Write(ReplyCode.Progress);
        return _wire.FlushAsync();
    }

    internal void Open()
    {
        _isOpen = true;
        _body = BodyReplacement.None;
    }

    internal void Close() => _isOpen = false;

    private FrameWriter Begin(MilterActions action, ReplyCode code)
    {
        ThrowIfOver();
        if ((_agreement.Actions & action) == 0)
        {
            throw new InvalidOperationException($"the MTA has not agreed to {action}: it is not among the needs, or the MTA does not offer it");
        }

        if (code != ReplyCode.ReplaceBody && _body == BodyReplacement.UnderWay)
        {
            _body = BodyReplacement.Complete;
        }

        return _wire.Replies.Begin(code);
    }

    private void ThrowIfOver()
    {
        if (!_isOpen)
        {
            throw new InvalidOperationException("the end of the message is over: nothing can be changed any more");
        }
    }
}
