using MailingList.Milter.Wire;

namespace MailingList.Milter.Answers;

/// <summary>Where a verdict can be given, and what it ends.</summary>
internal static class VerdictPlaces
{
    /// <summary>Whether a verdict makes sense as the answer to a command.</summary>
    internal static bool Fits(this Verdict verdict, CommandCode command) => verdict.Kind switch
    {
        // "not allowed for connect or helo", says Postfix, and stops asking.
        VerdictKind.Discard => command is not (CommandCode.Connect or CommandCode.Helo),
        // Postfix takes it anywhere; libmilter documents it for the body.
        VerdictKind.Skip => command == CommandCode.Body,
        _ => true,
    };

    /// <summary>Whether the message is over with it, in libmilter's engine.c as in Postfix: nothing more of it comes.</summary>
    internal static bool EndsMessage(this Verdict verdict, CommandCode command) => verdict.Kind switch
    {
        _ when command == CommandCode.EndOfMessage => true,
        VerdictKind.Continue or VerdictKind.Skip => false,
        VerdictKind.Accept or VerdictKind.Discard => true,
        // A refused recipient leaves the others.
        _ => command != CommandCode.Recipient,
    };
}
