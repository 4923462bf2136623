using MailingList.Milter.Answers;
using MailingList.Milter.Events;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Sessions;

/// <content>The connection: negotiation, the client, its name.</content>
internal sealed partial class Conversation
{
    private ValueTask Negotiate(ReadOnlySpan<byte> data)
    {
        _agreement = new Agreement(OptionOffer.Read(data), needs);
        _agreement.Write(wire.Replies);
        Open();
        return default;
    }

    private void Open()
    {
        _state = SessionState.Negotiated;
        _macros.Clear();
        _owedToConnection = Verdict.Continue;
        _changes = new MessageChanges(wire, Agreed);
        try
        {
            _session = application.Open(new MilterPeer(Agreed, _macros));
        }
        catch (Exception error)
        {
            log.Warning("no session: everything is refused for now", error);
            _owedToConnection = Verdict.TemporaryFailure;
        }
    }

    private ValueTask ConnectAsync(ReadOnlySpan<byte> data) => AskAsync(
        Step.Connect,
        ConnectedClient.Read(data),
        static (session, client, cancellation) => session.ConnectAsync(client, cancellation));

    private ValueTask HeloAsync(ReadOnlySpan<byte> data) => AskAsync(
        Step.Helo,
        new WireReader(data).Text(),
        static (session, name, cancellation) => session.HeloAsync(name, cancellation));
}
