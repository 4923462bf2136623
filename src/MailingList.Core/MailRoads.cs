using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.Admission.Recipients;
using MailingList.Core.Arrival;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Requests;
using MailingList.Core.Standing;

namespace MailingList.Core;

/// <summary>Where a mail to a list goes on: a post to the subscribers, a mail to the owners, something that came back, or something that is asked of the program.</summary>
/// <param name="lists">The lists as this host knows them.</param>
/// <param name="posts">The road of posts, and of mails to the owners.</param>
/// <param name="requests">The road of all that is asked; made when one comes.</param>
/// <param name="bounces">The road of what comes back; made when something does.</param>
/// <param name="lifeSign">Takes notice of who has written a mail that was taken (<see cref="LifeSigns"/>).</param>
public sealed class MailRoads(IListReader lists, PostRoad posts, Func<RequestRoad> requests, Func<BounceRoad> bounces, Action<Post> lifeSign)
{
    /// <summary>Whether this host knows a list at the recipient's address, or one whose role it is.</summary>
    public bool Knows(Envelope envelope) => Addressed.Find(lists, envelope) is not null;

    /// <summary>Takes one message for one recipient all the way, or as far as it goes.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="input">The message.</param>
    /// <param name="spool">An empty, seekable stream to keep it in meanwhile.</param>
    /// <returns>What became of it. On any exception the MTA must keep the message and try again.</returns>
    /// <exception cref="Failure">There is no such list or role, it is no message, or the MTA did not take what is to go out.</exception>
    public Outcome Travel(Envelope envelope, Stream input, Stream spool)
    {
        Addressed mail = Addressed.Find(lists, envelope) ?? throw Failure.NoSuchList(MessageAdmission.NoSuchList(envelope).Text);
        if (new UnservedRoleRule().Judge(mail) is Verdict.Reject unserved)
        {
            throw Failure.NoSuchList(unserved.Text);
        }

        Outcome outcome = mail.Destination.Role switch
        {
            Role.Post or Role.Owner => posts.Travel(envelope, mail.Destination, mail.List, input, spool),
            Role.Bounces => bounces().Travel(envelope, mail.Destination, mail.List, input, spool),
            _ => requests().Travel(envelope, mail.Destination, mail.List, input, spool),
        };
        // What was distributed before is one, too: the sign may be what failed then.
        Post? sign = outcome switch
        {
            Outcome.Distributed distributed => distributed.Post,
            Outcome.Duplicate duplicate => duplicate.Post,
            Outcome.Answered answered => answered.Post,
            _ => null,
        };
        if (sign is not null)
        {
            lifeSign(sign);
        }

        return outcome;
    }
}
