using MailingList.Core.Arrival;
using MailingList.Core.Failures;
using MailingList.Milter;
using MailingList.Milter.Answers;
using MailingList.Milter.Events;
using MailingList.Milter.Sessions;

using Serilog.Core;

using Verdict = MailingList.Milter.Answers.Verdict;

namespace MailingList.Agent.Filter;

/// <summary>One client of the MTA, and its messages, one after the other.</summary>
/// <param name="judges">Know the lists.</param>
/// <param name="letters">Tells authors of what their message was not taken for.</param>
/// <param name="log">One line a refusal.</param>
/// <param name="peer">The MTA.</param>
internal sealed class ListFilterSession(Judges judges, AgentLetters letters, Logger log, MilterPeer peer) : MilterSession
{
    private readonly List<EnvelopeAddress> _ours = [];
    private EnvelopeAddress? _sender;
    private bool _hasOthers;
    private HeaderBlock? _header;
    private BodySize _body = new();

    /// <inheritdoc/>
    public override ValueTask<Verdict> SenderAsync(EnvelopeAddress sender, CancellationToken cancellation)
    {
        _sender = sender;
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask<Verdict> RecipientAsync(EnvelopeAddress recipient, CancellationToken cancellation)
    {
        try
        {
            return ValueTask.FromResult(Judge(recipient));
        }
        catch (Failure failure)
        {
            return ValueTask.FromResult(NotNow(recipient, failure));
        }
    }

    /// <inheritdoc/>
    public override ValueTask<Verdict> HeaderAsync(MessageHeader header, CancellationToken cancellation)
    {
        // A message for nobody of ours: its body need not be shown to us.
        if (_ours.Count == 0)
        {
            return ValueTask.FromResult(Verdict.Accept);
        }

        _header = HeaderBlock.OfArriving(header.Fields.Select(field => (field.Name, field.Value)));
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask<Verdict> BodyAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellation)
    {
        _body.Add(chunk.Span);
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask<Verdict> EndAsync(MessageChanges changes, CancellationToken cancellation)
    {
        if (_ours.Count == 0)
        {
            return default;
        }

        try
        {
            return ValueTask.FromResult(Conclude(changes, [.. _ours.Select(recipient => (recipient, judges.Ask(judge => judge.Message(Envelope(recipient), _header!, _body.Bytes))))]));
        }
        catch (Failure failure)
        {
            return ValueTask.FromResult(NotNow(_ours[0], failure));
        }
    }

    /// <inheritdoc/>
    public override void ForgetMessage()
    {
        _ours.Clear();
        (_sender, _hasOthers, _header, _body) = (null, false, null, new BodySize());
    }

    private Verdict Judge(EnvelopeAddress recipient)
    {
        // A mailbox in a domain that has lists as well goes another way.
        bool isOthers = peer.Macro("{rcpt_mailer}") is { Length: > 0 } mailer && mailer != ListFilter.Transport;
        switch (isOthers ? null : judges.Ask(judge => judge.Recipient(_sender?.Address ?? string.Empty, recipient.Address)))
        {
            case Core.Admission.Verdict.Reject refused:
                Log(recipient, refused);
                return Refuse(refused);
            case null:
                _hasOthers = true;
                return default;
            default:
                _ours.Add(recipient);
                // Never "accept": all further recipients would be taken without a question.
                return default;
        }
    }

    // Each list has its own verdict; the MTA has one for the message, and takes single recipients out.
    private Verdict Conclude(MessageChanges changes, (EnvelopeAddress Recipient, (Core.Admission.Verdict Verdict, PostHead? Post) Judged)[] all)
    {
        var refused = all.Where(one => one.Judged.Verdict is not Core.Admission.Verdict.Accept).ToArray();
        foreach ((EnvelopeAddress recipient, (Core.Admission.Verdict verdict, _)) in refused)
        {
            Log(recipient, verdict);
        }

        if (refused.Length == 0)
        {
            return default;
        }

        if (refused.Length == all.Length && !_hasOthers)
        {
            return refused.Select(one => one.Judged.Verdict).OfType<Core.Admission.Verdict.Reject>().FirstOrDefault() is { } rejected ? Refuse(rejected) : Verdict.Discard;
        }

        // Nobody else loses the message: what is refused for one list is taken out, and the author hears of it where it is certain who that is.
        foreach ((EnvelopeAddress recipient, (Core.Admission.Verdict verdict, PostHead? post)) in refused)
        {
            changes.DeleteRecipient(recipient.Address);
            if (verdict is Core.Admission.Verdict.Reject rejected && post is not null)
            {
                letters.Tell(post, rejected);
            }
        }

        return default;
    }

    private Envelope Envelope(EnvelopeAddress recipient) => Core.Arrival.Envelope.Parse(_sender?.Address ?? string.Empty, recipient.Address);

    private static Verdict Refuse(Core.Admission.Verdict.Reject refused) => Verdict.Refuse(550, refused.Status, refused.Text);

    // RFC 3463, 4.3.0: the sender tries again, or another MX.
    private Verdict NotNow(EnvelopeAddress recipient, Failure failure)
    {
        log.Warning("milter to={Recipient:l} from={Sender:l} put off: {Text:l}", recipient.Address, _sender?.ToString() ?? "<>", failure.Message);
        return failure.Kind is FailureKind.Temporary or FailureKind.Configuration or FailureKind.Bug
            ? Verdict.Refuse(451, "4.3.0", "the lists cannot be asked just now, try again later")
            : Verdict.Refuse(550, failure.PipeStatus, failure.Message);
    }

    private void Log(EnvelopeAddress recipient, Core.Admission.Verdict verdict) => log.Information(
        "milter to={Recipient:l} from={Sender:l} {Verdict:l}",
        recipient.Address,
        _sender?.ToString() ?? "<>",
        verdict is Core.Admission.Verdict.Reject rejected ? $"refused rule={rejected.Rule}: {rejected.Text}" : "discarded");
}
