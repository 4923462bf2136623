using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Failures;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission;

/// <summary>
/// What can be said of a message while the sender waits for the answer to its end. The pipe runs the same rules afterwards
/// (<see cref="PostRoad"/>, <see cref="Requests.RequestRoad"/>): its verdict is another one only where the list changed in between.
/// </summary>
/// <param name="lists">The lists as this host knows them.</param>
/// <param name="authentication">Says whether a mail comes from its author's domain.</param>
public sealed class MessageAdmission(IListReader lists, AuthorAuthentication authentication)
{
    /// <summary>The rule by which there is no such list.</summary>
    public const string ListRule = "list";

    private readonly Reception _reception = new(lists, authentication);

    /// <summary>Judges a message for one recipient that was accepted (<see cref="RecipientAdmission"/>).</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="header">The header block, as it will be when the MTA has put its Received field on top (<see cref="HeaderBlock.OfArriving"/>).</param>
    /// <param name="bodySize">The body in bytes (<see cref="BodySize"/>).</param>
    /// <returns>The verdict, and what it was about; null where nothing of it was looked at.</returns>
    /// <exception cref="Failure">It cannot be said now: the sender has to try again.</exception>
    public (Verdict Verdict, PostHead? Post) Judge(Envelope envelope, HeaderBlock header, long bodySize)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(header);
        if (Addressed.Find(lists, envelope) is not { } addressed)
        {
            return (NoSuchList(envelope), null);
        }

        if (header.IsCut)
        {
            return (new Verdict.Reject("5.6.0", "the header block is too large", "message"), null);
        }

        if (header.Length > HeaderBlock.LargestSize)
        {
            return (new Verdict.Reject("5.6.0", HeaderBlock.TooLarge, "message"), null);
        }

        PostHead post = _reception.Read(addressed, header, bodySize);
        return (AdmissionRules.Judge(post), post);
    }

    internal static Verdict.Reject NoSuchList(Envelope envelope) => new("5.1.1", $"{envelope.Recipient}: there is no such list here", ListRule);
}
