using MailingList.Core.Addressing;
using MailingList.Core.Lists;

namespace MailingList.Core.Standing;

/// <summary>What came back, and what follows from it, as all hosts share it. Changes are made inside a transaction, and other hosts are told of them.</summary>
public interface IBounceBook
{
    /// <summary>Notes a bounce.</summary>
    /// <returns>False: it is known.</returns>
    bool Note(Bounce bounce);

    /// <summary>From how many addresses a message came back, whatever for.</summary>
    /// <param name="list">Whose message it is.</param>
    /// <param name="day">When it went out.</param>
    /// <param name="message">Which it was.</param>
    int CountOf(EmailAddress list, DateOnly day, string message);

    /// <summary>What came back from an address, the oldest first.</summary>
    IReadOnlyList<Bounce> Known(EmailAddress address);

    /// <summary>What came back of messages since a day, by address and day.</summary>
    IReadOnlyList<Bounce> Since(DateOnly day);

    /// <summary>The addresses from which messages of at least so many days came back since a day, for reasons that count or not.</summary>
    IReadOnlyList<EmailAddress> Suspects(DateOnly day, int days);

    /// <summary>The lists to which something came back that was noted in a time, the end excluded.</summary>
    IReadOnlyList<EmailAddress> ListsNoted(DateTimeOffset since, DateTimeOffset until);

    /// <summary>What came back to one of them in that time, by address and day.</summary>
    IReadOnlyList<Bounce> Noted(EmailAddress list, DateTimeOffset since, DateTimeOffset until);

    /// <summary>The standing of an address; null: nothing came of what came back, if anything did.</summary>
    AddressStanding? Find(EmailAddress address);

    /// <summary>The standing for which a list's probe went out; null: it is not known, or another has followed.</summary>
    AddressStanding? FindProbe(EmailAddress list, string probe);

    /// <summary>The standings from which something follows: all but the clear ones.</summary>
    IReadOnlyList<AddressStanding> Open();

    /// <summary>The addresses that get no posts on some list because mail comes back from them.</summary>
    IReadOnlyList<EmailAddress> Stopped();

    /// <summary>Sets a standing in the place of what was before.</summary>
    void Put(AddressStanding standing);

    /// <summary>Stops a subscriber's posts, or lets them come again (null).</summary>
    Records.Change SetBounced(ListSnapshot list, EmailAddress address, DateOnly? since);

    /// <summary>The subscribers whose address has a hash (<see cref="Records.RecordHash.Wide"/>): one, but for an accident.</summary>
    IReadOnlyList<EmailAddress> SubscribersWithHash(ListSnapshot list, ulong hash);

    /// <summary>Whether the owners of a list have heard of something (<see cref="TellOnce"/>).</summary>
    bool IsTold(ListSnapshot list, string what);

    /// <summary>Notes that the owners of a list hear of something now.</summary>
    /// <param name="list">The list.</param>
    /// <param name="what">What, in words that are the same for the same thing.</param>
    /// <returns>False: they have heard of it.</returns>
    bool TellOnce(ListSnapshot list, string what);
}
