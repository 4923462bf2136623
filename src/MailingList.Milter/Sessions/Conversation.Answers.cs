using MailingList.Milter.Answers;
using MailingList.Milter.Negotiation;

namespace MailingList.Milter.Sessions;

/// <content>How answers are come by: from the application, or from a verdict that is owed.</content>
internal sealed partial class Conversation
{
    // What an event without a reply has decided: it is said at the next one that has one, and until then nobody is asked.
    private Verdict _owedToConnection;

    private Verdict _owedToMessage;

    private Verdict Owed => _owedToConnection.Kind != VerdictKind.Continue ? _owedToConnection : _owedToMessage;

    private async ValueTask AskAsync<T>(Step step, T what, Func<MilterSession, T, CancellationToken, ValueTask<Verdict>> ask) =>
        Conclude(step, await VerdictAsync(step, what, ask));

    private ValueTask GoOn(Step step)
    {
        Conclude(step, Verdict.Continue);
        return default;
    }

    private async ValueTask<Verdict> VerdictAsync<T>(Step step, T what, Func<MilterSession, T, CancellationToken, ValueTask<Verdict>> ask)
    {
        if (Transitions.IsInMessage(_state) && _session is not null)
        {
            _isMessage = true;
        }

        if (Owed.Kind != VerdictKind.Continue || (step != Step.EndOfMessage && !Agreed.Sees(step)))
        {
            return Owed;
        }

        CancellationToken cancellation = wire.BeginCall();
        try
        {
            Verdict verdict = await ask(_session!, what, cancellation);
            return verdict.Fits(step.Command)
                ? verdict
                : throw new InvalidOperationException($"{verdict} is no answer to {step.Command}");
        }
        catch (Exception error) when (error is not DisconnectedException)
        {
            // Never a dropped socket: with that, Postfix would give up on all further messages of its client.
            log.Warning($"{step.Command} is refused for now: the application failed", error);
            return Verdict.TemporaryFailure;
        }
        finally
        {
            wire.EndCall();
        }
    }

    private void Conclude(Step step, Verdict verdict)
    {
        if (!Agreed.Replies(step))
        {
            Owe(verdict);
            return;
        }

        bool isUnderstood = verdict.Kind != VerdictKind.Skip || Agreed.Has(ProtocolSteps.Skip);
        wire.Replies.Write(isUnderstood ? verdict : Verdict.Continue);
        if (Transitions.IsInMessage(_state) && verdict.EndsMessage(step.Command))
        {
            _state = SessionState.Answered;
            EndMessage();
        }
    }

    private void Owe(Verdict verdict)
    {
        if (verdict.Kind is VerdictKind.Continue or VerdictKind.Skip)
        {
            return;
        }

        if (Transitions.IsInMessage(_state))
        {
            _owedToMessage = verdict;
        }
        else
        {
            _owedToConnection = verdict;
        }
    }

    private void Tell(Action what)
    {
        try
        {
            what();
        }
        catch (Exception error)
        {
            log.Warning("the application failed to forget", error);
        }
    }
}
