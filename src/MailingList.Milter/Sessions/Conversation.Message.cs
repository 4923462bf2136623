using MailingList.Milter.Answers;
using MailingList.Milter.Events;
using MailingList.Milter.Negotiation;

namespace MailingList.Milter.Sessions;

/// <content>The message: sender, recipients, header, body, end.</content>
internal sealed partial class Conversation
{
    private MessageChanges? _changes;

    private HeaderCollector? _header;

    private bool _isMessage;

    private bool _skipsBody;

    private ValueTask SenderAsync(ReadOnlySpan<byte> data) => AskAsync(
        Step.Mail,
        EnvelopeAddress.Read(data),
        static (session, sender, cancellation) => session.SenderAsync(sender, cancellation));

    private ValueTask RecipientAsync(ReadOnlySpan<byte> data) => AskAsync(
        Step.Recipient,
        EnvelopeAddress.Read(data),
        static (session, recipient, cancellation) => session.RecipientAsync(recipient, cancellation));

    private ValueTask Header(ReadOnlySpan<byte> data)
    {
        if (Agreed.Sees(Step.Header))
        {
            _header ??= new HeaderCollector(limits);
            _header.Add(data, Agreed.Has(ProtocolSteps.HeaderLeadingSpace));
        }

        return GoOn(Step.Header);
    }

    private ValueTask EndOfHeaderAsync()
    {
        MessageHeader header = (_header ?? new HeaderCollector(limits)).ToHeader();
        _header = null;
        return AskAsync(
            Step.EndOfHeader,
            header,
            static (session, header, cancellation) => session.HeaderAsync(header, cancellation));
    }

    private async ValueTask BodyAsync(ReadOnlyMemory<byte> chunk) => Conclude(Step.Body, await LookAtAsync(chunk));

    private async ValueTask EndOfMessageAsync(ReadOnlyMemory<byte> lastChunk)
    {
        Verdict verdict = lastChunk.IsEmpty ? Verdict.Continue : await LookAtAsync(lastChunk);
        if (verdict.Kind is not (VerdictKind.Continue or VerdictKind.Skip))
        {
            Owe(verdict);
        }

        MessageChanges changes = _changes!;
        changes.Open();
        try
        {
            verdict = await VerdictAsync(
                Step.EndOfMessage,
                changes,
                static (session, changes, cancellation) => session.EndAsync(changes, cancellation));
        }
        finally
        {
            changes.Close();
        }

        Conclude(Step.EndOfMessage, verdict);
    }

    private async ValueTask<Verdict> LookAtAsync(ReadOnlyMemory<byte> chunk)
    {
        if (_skipsBody)
        {
            return Verdict.Continue;
        }

        Verdict verdict = await VerdictAsync(
            Step.Body,
            chunk,
            static (session, chunk, cancellation) => session.BodyAsync(chunk, cancellation));
        _skipsBody = verdict.Kind == VerdictKind.Skip;
        return verdict;
    }

    // Once for each message: the MTA says ABORT after every message, after one that is over as well, and at times twice (Postfix 3.7.11, measured).
    private void EndMessage()
    {
        _header = null;
        _skipsBody = false;
        _owedToMessage = Verdict.Continue;
        if (_isMessage)
        {
            _isMessage = false;
            Tell(_session!.ForgetMessage);
        }
    }
}
