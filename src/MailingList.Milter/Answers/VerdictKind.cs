namespace MailingList.Milter.Answers;

internal enum VerdictKind : byte
{
    Continue,
    Accept,
    Reject,
    TemporaryFailure,
    Refuse,
    Discard,
    Skip,
}
