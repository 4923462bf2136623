using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.Admission.Recipients;
using MailingList.Core.Arrival;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Requests;

namespace MailingList.Core;

/// <summary>Where a mail to a list goes on: a post to the subscribers, a mail to the owners, or something that is asked of the program.</summary>
/// <param name="lists">The lists as this host knows them.</param>
/// <param name="posts">The road of posts, and of mails to the owners.</param>
/// <param name="requests">The road of all that is asked; made when one comes.</param>
public sealed class MailRoads(IListReader lists, PostRoad posts, Func<RequestRoad> requests)
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

        return mail.Destination.Role is Role.Post or Role.Owner
            ? posts.Travel(envelope, mail.Destination, mail.List, input, spool)
            : requests().Travel(envelope, mail.Destination, mail.List, input, spool);
    }
}
