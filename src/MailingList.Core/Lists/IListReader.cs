using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;

namespace MailingList.Core.Lists;

/// <summary>What the road of a post reads of the lists: this host's replica, never the network.</summary>
public interface IListReader
{
    /// <summary>The list of that address as of now, or null.</summary>
    ListSnapshot? Find(EmailAddress address);

    /// <summary>The subscriber of that address, or null.</summary>
    Subscriber? FindSubscriber(ListSnapshot list, EmailAddress address);

    /// <summary>
    /// What was said about an address as a sender: all rules of the list and of all lists that may mean it, its own posting right as a subscriber
    /// among them (<see cref="SenderRule.Deciding"/>).
    /// </summary>
    IReadOnlyList<SenderRule> SenderRules(ListSnapshot list, EmailAddress address);

    /// <summary>What header fields are not taken, in the order in which they are looked for: the list's, then those for all lists.</summary>
    IReadOnlyList<HeaderRule> HeaderRules(ListSnapshot list);

    /// <summary>
    /// The next subscribers who get each post, in the ordinal order of their keys: not those who have vacation today.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="afterKey">Only those whose key is greater; empty: from the beginning.</param>
    /// <param name="count">At most so many; fewer mean that there are no more.</param>
    /// <param name="except">Who gets none all the same; a few at most.</param>
    IReadOnlyList<EmailAddress> Recipients(ListSnapshot list, string afterKey, int count, IReadOnlyCollection<EmailAddress> except);
}
