using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Lists;

namespace MailingList.Core.Arrival;

/// <summary>Everything that admission asks of a message on its way to a list: all of it is known before anybody has kept the body.</summary>
/// <param name="Envelope">The envelope.</param>
/// <param name="Destination">How its recipient was read.</param>
/// <param name="List">The list as of now.</param>
/// <param name="Header">The header block.</param>
/// <param name="BodySize">The body in bytes (<see cref="Arrival.BodySize"/>).</param>
/// <param name="Authors">Everybody in From, or one more than there may be; empty where From is missing or unreadable.</param>
public record PostHead(
    Envelope Envelope, Destination Destination, ListSnapshot List, HeaderBlock Header, long BodySize, IReadOnlyList<Author> Authors)
    : Addressed(Envelope, Destination, List)
{
    /// <summary>The most authors that a post may name.</summary>
    public const int MostAuthors = 50;

    /// <summary>Whether that is everybody; false: From names somebody besides at what is no address, or cannot be read.</summary>
    public bool AreAllAuthors { get; init; } = true;

    /// <summary>The one author; null where From names nobody, or several.</summary>
    public Author? SoleAuthor => AreAllAuthors && Authors is [var only] ? only : null;

    /// <summary>What was said about the envelope sender; null: nothing.</summary>
    public SenderRule? SenderRule { get; init; }

    /// <summary>What header fields the list does not take, in the order in which they are looked for.</summary>
    public IReadOnlyList<HeaderRule> HeaderRules { get; init; } = [];

    /// <summary>
    /// What our own loop header says of this address: another program that strips List-* leaves it in, so a circle of lists ends here.
    /// </summary>
    public string LoopMark =>
        Destination.Role == Role.Post ? List.Address.Text : List.AddressOf(Words.Of(Destination.Role));

    /// <summary>Whether somebody in From is taken for who they say they are.</summary>
    public bool Believes(Author author)
    {
        ArgumentNullException.ThrowIfNull(author);
        return List.Settings.AuthorCheck != AuthorCheck.Require || author.IsAuthenticated == true;
    }
}
