using MailingList.Core.Addressing;
using MailingList.Core.Lists;

namespace MailingList.Core.Arrival;

/// <summary>What is known of a message by its envelope alone, where its recipient is an address of a list.</summary>
/// <param name="Envelope">The envelope.</param>
/// <param name="Destination">How its recipient was read.</param>
/// <param name="List">The list as of now.</param>
public record Addressed(Envelope Envelope, Destination Destination, ListSnapshot List)
{
    /// <summary>Where a person can ask why their mail was refused: the end of every refusal's text.</summary>
    public string Questions => $"questions to {List.AddressOf("owner")}";

    /// <summary>Looks the recipient up; null: it is no list's.</summary>
    public static Addressed? Find(IListReader lists, Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(envelope);
        foreach (Destination reading in Destination.Readings(envelope.Recipient))
        {
            if (lists.Find(reading.List) is { } list)
            {
                return new Addressed(envelope, reading, list);
            }
        }

        return null;
    }
}
