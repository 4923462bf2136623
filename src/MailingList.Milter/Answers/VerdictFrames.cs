using MailingList.Milter.Wire;

namespace MailingList.Milter.Answers;

/// <summary>Verdicts on the wire. Only SMFIR_REPLYCODE has data; with data behind any other, Postfix takes us for mad and stops asking.</summary>
internal static class VerdictFrames
{
    internal static void Write(this FrameWriter replies, Verdict verdict)
    {
        if (verdict.Reply is { } reply)
        {
            replies.Begin(ReplyCode.ReplyCode).Bytes(reply.Wire.Span).End();
        }
        else
        {
            replies.Write(CodeOf(verdict.Kind));
        }
    }

    private static ReplyCode CodeOf(VerdictKind kind) => kind switch
    {
        VerdictKind.Accept => ReplyCode.Accept,
        VerdictKind.Reject => ReplyCode.Reject,
        VerdictKind.TemporaryFailure => ReplyCode.TemporaryFailure,
        VerdictKind.Discard => ReplyCode.Discard,
        VerdictKind.Skip => ReplyCode.Skip,
        _ => ReplyCode.Continue,
    };
}
