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
    : PostHead(Envelope, Destination, List, Message.Header, Message.BodySize, Authors);
