using MailingList.Core.Addressing;
using MailingList.Core.Lists;

namespace MailingList.Core.Arrival;

/// <summary>Everything that rules and transforms may know of a message on its way to a list.</summary>
/// <param name="Envelope">The envelope.</param>
/// <param name="Destination">How its recipient was read.</param>
/// <param name="List">The list as of now.</param>
/// <param name="Message">The message.</param>
/// <param name="Authors">Everybody in From; empty where From is missing or unreadable.</param>
/// <param name="Identity">What makes it the same post when it comes again (<see cref="PostIdentity"/>).</param>
public sealed record Post(
    Envelope Envelope,
    Destination Destination,
    ListSnapshot List,
    RawMessage Message,
    IReadOnlyList<Author> Authors,
    string Identity)
{
    /// <summary>
    /// What our own loop header says of this address: another program that strips List-* leaves it in, so a circle of lists ends here.
    /// </summary>
    public string LoopMark =>
        Destination.Role == Role.Post ? List.Address.Text : List.AddressOf(Words.Of(Destination.Role));

    /// <summary>Takes a message in.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="destination">How its recipient was read.</param>
    /// <param name="list">The list.</param>
    /// <param name="lists">Says what the authors are to the list.</param>
    /// <param name="input">The message.</param>
    /// <param name="spool">An empty, seekable stream to keep it in meanwhile.</param>
    public static Post Receive(Envelope envelope, Destination destination, ListSnapshot list, IListReader lists, Stream input, Stream spool)
    {
        RawMessage message = RawMessage.Receive(input, spool);
        IEnumerable<EmailAddress> from = message.Header.All("From").SelectMany(field => MailboxList.Parse(field.RawValue)).Distinct();
        return new Post(
            envelope,
            destination,
            list,
            message,
            [.. from.Select(address => new Author(address, list.Owners.Contains(address), lists.FindSubscriber(list, address)))],
            PostIdentity.Of(destination, message));
    }
}
