using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Failures;
using MailingList.Milter;
using MailingList.Milter.Answers;
using MailingList.Milter.Events;
using MailingList.Milter.Sessions;

using Verdict = MailingList.Milter.Answers.Verdict;

namespace MailingList.Agent.Filter;

/// <summary>One client of the MTA, and its messages, one after the other.</summary>
/// <param name="judges">Know the lists.</param>
/// <param name="messages">Judges messages.</param>
/// <param name="refusals">One line a refusal.</param>
/// <param name="peer">The MTA.</param>
internal sealed class ListFilterSession(Judges judges, MessageJudge messages, RefusalLog refusals, MilterPeer peer) : MilterSession
{
    // What Postfix makes of the sender and of a recipient, and by which transport it delivers to that.
    internal const string SenderMacro = "{mail_addr}";
    internal const string RecipientMacro = "{rcpt_addr}";
    internal const string MailerMacro = "{rcpt_mailer}";

    private readonly List<(string Address, EnvelopeAddress Typed)> _ours = [];
    private string _sender = string.Empty;
    private bool _hasOthers;
    private HeaderBlock? _header;
    private BodySize _body = new();

    /// <inheritdoc/>
    public override ValueTask<Verdict> SenderAsync(EnvelopeAddress sender, CancellationToken cancellation)
    {
        _sender = Rewritten(sender, SenderMacro);
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask<Verdict> RecipientAsync(EnvelopeAddress recipient, CancellationToken cancellation)
    {
        string address = Rewritten(recipient, RecipientMacro);
        try
        {
            return ValueTask.FromResult(Judge(address, recipient));
        }
        catch (Failure failure)
        {
            return ValueTask.FromResult(NotNow(address, failure));
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

        _header = HeaderBlock.OfArriving(header.Fields.Select(field => (field.Name, field.Value)), header.IsCut);
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
            Conclusion conclusion = messages.Judge(_sender, _ours.Select(recipient => recipient.Address).Distinct(), _hasOthers, _header!, _body.Bytes);
            foreach ((_, EnvelopeAddress typed) in _ours.Where(recipient => conclusion.TakenOut.Contains(recipient.Address)))
            {
                changes.DeleteRecipient(typed.Mailbox);
            }

            return ValueTask.FromResult(conclusion.Verdict switch
            {
                Core.Admission.Verdict.Reject rejected => Refuse(rejected),
                Core.Admission.Verdict.Discard => Verdict.Discard,
                _ => default,
            });
        }
        catch (Failure failure)
        {
            return ValueTask.FromResult(NotNow(_ours[0].Address, failure));
        }
    }

    /// <inheritdoc/>
    public override void ForgetMessage()
    {
        _ours.Clear();
        (_sender, _hasOthers, _header, _body) = (string.Empty, false, null, new BodySize());
    }

    // What counts is where Postfix delivers to, which is not what the client typed in <lists.example.org!dev> or <dev@lists.example.org.>; the
    // pipe is given the same. Of mail that does not come by SMTP there is no macro.
    private string Rewritten(EnvelopeAddress typed, string macro) => peer.Macro(macro) ?? typed.Address;

    private Verdict Judge(string recipient, EnvelopeAddress typed)
    {
        // A mailbox in a domain that has lists as well goes another way.
        bool isOthers = peer.Macro(MailerMacro) is { Length: > 0 } mailer && mailer != ListFilter.Transport;
        switch (isOthers ? null : judges.Ask(judge => judge.Recipient(_sender, recipient)))
        {
            case Core.Admission.Verdict.Reject refused:
                refusals.Refused(_sender, recipient, refused);
                return Refuse(refused);
            case null:
                _hasOthers = true;
                return default;
            default:
                _ours.Add((recipient, typed));
                // Never "accept": all further recipients would be taken without a question.
                return default;
        }
    }

    private static Verdict Refuse(Core.Admission.Verdict.Reject refused) => Verdict.Refuse(550, refused.Status, refused.Text);

    // RFC 3463, 4.3.0: the sender tries again, or another MX.
    private Verdict NotNow(string recipient, Failure failure)
    {
        refusals.PutOff(_sender, recipient, failure);
        return failure.Kind is FailureKind.Temporary or FailureKind.Configuration or FailureKind.Bug
            ? Verdict.Refuse(451, "4.3.0", "the lists cannot be asked just now, try again later")
            : Verdict.Refuse(550, failure.PipeStatus, failure.Message);
    }
}
