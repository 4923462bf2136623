using System.Buffers;

using MailingList.Milter.Negotiation;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Sessions;

/// <summary>Which command may come when, and what state it leads to: the tables of libmilter's engine.c, without their detours.</summary>
internal static class Transitions
{
    /// <summary>What may come in a state beside <see cref="Anytime"/>.</summary>
    private static readonly Dictionary<SessionState, byte[]> Next = new()
    {
        [SessionState.Fresh] = [.. "O"u8],
        [SessionState.Negotiated] = [.. "C"u8],
        [SessionState.Connected] = [.. "HM"u8],
        [SessionState.Greeted] = [.. "HM"u8], // HELO once more after STARTTLS, or because the client likes to
        [SessionState.Sender] = [.. "R"u8],
        [SessionState.Recipient] = [.. "RTLNBE"u8],
        [SessionState.Data] = [.. "LN"u8],
        [SessionState.Header] = [.. "LN"u8],
        [SessionState.HeaderEnd] = [.. "BE"u8],
        [SessionState.Body] = [.. "BE"u8],
        [SessionState.Answered] = [.. "HM"u8],
    };

    /// <summary>What may come in all states but the first, and leaves the state as it is or, in the case of the first three, goes back.</summary>
    private static readonly SearchValues<byte> Anytime = SearchValues.Create("AQKDU"u8);

    /// <summary>Where a command leads that may come.</summary>
    private static readonly Dictionary<CommandCode, SessionState> Leads = new()
    {
        [CommandCode.OptionNegotiation] = SessionState.Negotiated,
        [CommandCode.Connect] = SessionState.Connected,
        [CommandCode.Helo] = SessionState.Greeted,
        [CommandCode.Mail] = SessionState.Sender,
        [CommandCode.Recipient] = SessionState.Recipient,
        [CommandCode.Data] = SessionState.Data,
        [CommandCode.Header] = SessionState.Header,
        [CommandCode.EndOfHeader] = SessionState.HeaderEnd,
        [CommandCode.Body] = SessionState.Body,
        [CommandCode.EndOfMessage] = SessionState.Body,
    };

    /// <summary>A state that is not reached where the MTA leaves out its command, and can then be passed over.</summary>
    private static readonly Dictionary<SessionState, ProtocolSteps> LeftOut = new()
    {
        [SessionState.Connected] = ProtocolSteps.NoConnect,
        [SessionState.Greeted] = ProtocolSteps.NoHelo,
        [SessionState.Sender] = ProtocolSteps.NoMail,
        [SessionState.Recipient] = ProtocolSteps.NoRecipient,
        [SessionState.Data] = ProtocolSteps.NoData,
        [SessionState.Header] = ProtocolSteps.NoHeader,
        [SessionState.HeaderEnd] = ProtocolSteps.NoEndOfHeader,
        [SessionState.Body] = ProtocolSteps.NoBody,
    };

    /// <summary>Where a command leads; null when it may not come.</summary>
    internal static SessionState? After(SessionState state, CommandCode command, ProtocolSteps agreed)
    {
        if (state != SessionState.Fresh && Anytime.Contains((byte)command))
        {
            return state;
        }

        for (SessionState from = state; ; from++)
        {
            if (Next[from].Contains((byte)command))
            {
                return Leads[command];
            }

            if (!LeftOut.TryGetValue(from + 1, out ProtocolSteps left) || (agreed & left) == 0)
            {
                return null;
            }
        }
    }

    /// <summary>Whether a message is under way.</summary>
    internal static bool IsInMessage(SessionState state) => state is >= SessionState.Sender and <= SessionState.Body;

    /// <summary>
    /// Whether nothing is owed to anybody: no message is under way. That the MTA has not said that it is over means nothing: Postfix keeps its ABORT until it has
    /// something else to say (3.7.11, measured).
    /// </summary>
    internal static bool IsAtRest(SessionState state) => state is <= SessionState.Greeted or SessionState.Answered;
}
