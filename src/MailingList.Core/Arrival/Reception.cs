using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Authentication;
using MailingList.Core.Lists;

namespace MailingList.Core.Arrival;

/// <summary>Takes messages in: says who wrote them, and what they are to the list.</summary>
/// <param name="lists">The lists as this host knows them.</param>
/// <param name="authentication">Says whether a mail comes from its author's domain.</param>
public sealed class Reception(IListReader lists, AuthorAuthentication authentication)
{
    /// <summary>What is known of a message whose body nobody has kept.</summary>
    /// <param name="addressed">Whom it is to.</param>
    /// <param name="header">Its header block.</param>
    /// <param name="bodySize">Its body in bytes (<see cref="BodySize"/>).</param>
    public PostHead Read(Addressed addressed, HeaderBlock header, long bodySize)
    {
        ArgumentNullException.ThrowIfNull(addressed);
        ArgumentNullException.ThrowIfNull(header);
        (Envelope envelope, Destination destination, ListSnapshot list) = addressed;
        return new PostHead(envelope, destination, list, header, bodySize, Authors(list, header, out bool areAll))
        {
            AreAllAuthors = areAll,
            SenderRule = RuleFor(list, envelope),
            HeaderRules = lists.HeaderRules(list),
        };
    }

    /// <summary>Takes a message in.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="destination">How its recipient was read.</param>
    /// <param name="list">The list.</param>
    /// <param name="input">The message.</param>
    /// <param name="spool">An empty, seekable stream to keep it in meanwhile.</param>
    public Post Receive(Envelope envelope, Destination destination, ListSnapshot list, Stream input, Stream spool)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(list);
        RawMessage message = RawMessage.Receive(input, spool);
        return new Post(envelope, destination, list, message, Authors(list, message.Header, out bool areAll), PostIdentity.Of(destination, message))
        {
            AreAllAuthors = areAll,
            SenderRule = RuleFor(list, envelope),
            HeaderRules = lists.HeaderRules(list),
        };
    }

    private List<Author> Authors(ListSnapshot list, HeaderBlock header, out bool areAll)
    {
        // Reading the fields costs something, and most lists do not ask.
        TrustedResults? results = list.Settings.AuthorCheck == AuthorCheck.None ? null : authentication.Read(header);
        bool isWhole = true;
        // Each costs some more; one beyond the most is enough to see that there are too many.
        List<Author> authors =
        [
            .. header.All("From").SelectMany(Mailboxes).Distinct().Take(PostHead.MostAuthors + 1).Select(address => new Author(
                address,
                list.Owners.Contains(address),
                lists.FindSubscriber(list, address),
                SenderRule.Of(lists, list, address),
                results is null ? null : results.Passed(address) != AuthenticationMethods.None)),
        ];
        areAll = isWhole;
        return authors;

        IReadOnlyList<EmailAddress> Mailboxes(HeaderField field)
        {
            IReadOnlyList<EmailAddress> mailboxes = MailboxList.Parse(field.RawValue, out bool isFieldWhole);
            isWhole &= isFieldWhole;
            return mailboxes;
        }
    }

    private SenderRule? RuleFor(ListSnapshot list, Envelope envelope) =>
        envelope.Sender is { } sender ? SenderRule.Of(lists, list, sender) : null;
}
