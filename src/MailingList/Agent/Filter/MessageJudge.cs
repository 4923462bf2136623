using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Failures;

namespace MailingList.Agent.Filter;

/// <summary>Judges whole messages, each for all of its recipients that are lists', by whatever way an MTA asks.</summary>
/// <param name="judges">Know the lists.</param>
/// <param name="letters">Tells authors of what their message was not taken for.</param>
/// <param name="refusals">One line a refusal.</param>
internal sealed class MessageJudge(Judges judges, AgentLetters letters, RefusalLog refusals)
{
    /// <summary>Judges one. Where a list does not get what others get, the author hears of it by letter, if it is certain who that is.</summary>
    /// <param name="sender">The return path.</param>
    /// <param name="recipients">The recipients that are lists', at least one.</param>
    /// <param name="hasOthers">Whether it has recipients that are not.</param>
    /// <param name="header">The header block, as it will be when it is piped to us.</param>
    /// <param name="bodySize">The body in bytes (<see cref="BodySize"/>).</param>
    /// <exception cref="Failure">It cannot be said now.</exception>
    internal Conclusion Judge(string sender, IEnumerable<string> recipients, bool hasOthers, HeaderBlock header, long bodySize)
    {
        // All of them before anything is said or written: the next one may not be answered now.
        (string Recipient, Verdict Verdict, PostHead? Post)[] all = [.. recipients.Select(One)];
        foreach ((string recipient, Verdict verdict, _) in all.Where(one => one.Verdict is not Verdict.Accept))
        {
            refusals.Refused(sender, recipient, verdict);
        }

        Conclusion conclusion = Conclusion.Of([.. all.Select(one => (one.Recipient, one.Verdict))], hasOthers);
        foreach ((string recipient, Verdict verdict, PostHead? post) in all)
        {
            if (verdict is Verdict.Reject rejected && post is not null && conclusion.TakenOut.Contains(recipient))
            {
                letters.Tell(post, rejected);
            }
        }

        return conclusion;

        (string, Verdict, PostHead?) One(string recipient)
        {
            (Verdict verdict, PostHead? post) = judges.Ask(judge => judge.Message(Envelope.Parse(sender, recipient), header, bodySize));
            return (recipient, verdict, post);
        }
    }
}
