using MailingList.Milter.Negotiation;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Sessions;

/// <summary>
/// The protocol between an MTA and the application, without a socket: commands come in, replies are written. One for each socket; the parts are the connection, the
/// message, and how answers are come by.
/// </summary>
internal sealed partial class Conversation(IMilter application, MilterNeeds needs, MilterLimits limits, IMilterLog log, IConversationWire wire)
{
    private readonly MacroStore _macros = new(limits.MacroBytes);

    private SessionState _state = SessionState.Fresh;

    private Agreement? _agreement;

    private MilterSession? _session;

    internal SessionState State => _state;

    private Agreement Agreed => _agreement ?? throw new InvalidOperationException("nothing is agreed on yet");

    /// <summary>Takes a command, and writes the reply to it, if there is one.</summary>
    /// <returns>False when it was the last.</returns>
    /// <exception cref="ProtocolException">It is none, or none that can come now.</exception>
    internal ValueTask<bool> TakeAsync(Frame frame)
    {
        _state = Enter(frame.Code);
        switch (frame.Code)
        {
            case CommandCode.Macro:
                _macros.Set(frame.Data.Span);
                return ValueTask.FromResult(true);
            case CommandCode.Abort:
                EndMessage();
                _state = _state >= SessionState.Greeted ? SessionState.Greeted : _state;
                return ValueTask.FromResult(true);
            case CommandCode.QuitNewConnection:
                Close();
                Open();
                return ValueTask.FromResult(true);
            case CommandCode.Quit:
                return ValueTask.FromResult(false);
            default:
                return AnsweredAsync(frame);
        }
    }

    /// <summary>The socket is gone, or about to go.</summary>
    internal void Close()
    {
        EndMessage();
        if (_session is { } session)
        {
            _session = null;
            Tell(session.Close);
        }
    }

    private async ValueTask<bool> AnsweredAsync(Frame frame)
    {
        _macros.ClearAfter(frame.Code);
        await (frame.Code switch
        {
            CommandCode.OptionNegotiation => Negotiate(frame.Data.Span),
            CommandCode.Connect => ConnectAsync(frame.Data.Span),
            CommandCode.Helo => HeloAsync(frame.Data.Span),
            CommandCode.Mail => SenderAsync(frame.Data.Span),
            CommandCode.Recipient => RecipientAsync(frame.Data.Span),
            CommandCode.Header => Header(frame.Data.Span),
            CommandCode.EndOfHeader => EndOfHeaderAsync(),
            CommandCode.Body => BodyAsync(frame.Data),
            CommandCode.EndOfMessage => EndOfMessageAsync(frame.Data),
            CommandCode.Data => GoOn(Step.Data),
            _ => GoOn(Step.Unknown),
        });
        return true;
    }

    // libmilter's tolerance: what cannot come now is tried again as if the message before were over.
    private SessionState Enter(CommandCode command)
    {
        ProtocolSteps steps = _agreement?.Steps ?? ProtocolSteps.None;
        if (Transitions.After(_state, command, steps) is { } state)
        {
            return state;
        }

        if (_state >= SessionState.Greeted && Transitions.After(SessionState.Greeted, command, steps) is { } again)
        {
            EndMessage();
            return again;
        }

        throw new ProtocolException($"command 0x{(byte)command:x2} in state {_state}");
    }
}
