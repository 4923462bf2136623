using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;
using MailingList.Core.Tokens;

namespace MailingList.Core.Requests;

/// <summary>Whose commands are carried out, and what they may do.</summary>
/// <param name="Address">Who.</param>
/// <param name="IsOwner">Whether they own the list.</param>
/// <param name="Subscriber">As what they are subscribed; null: they are not.</param>
/// <param name="Proof">The token that they brought back, by which it is certain that the commands are theirs; null: they did not.</param>
/// <param name="IsAuthenticated">Whether our MTA found their domain in the mail's signatures, which is enough for their own subscription.</param>
/// <param name="MessageId">The mail's Message-ID, or null.</param>
public sealed record Person(EmailAddress Address, bool IsOwner, Subscriber? Subscriber, Token? Proof, bool IsAuthenticated, string? MessageId)
{
    /// <summary>Whether they brought a token back.</summary>
    public bool IsProved => Proof is not null;

    /// <summary>Whether it was they who wrote: only then may what stands in the mail stand in the answer to them.</summary>
    public bool IsCertain => IsProved || IsAuthenticated;

    /// <summary>Whether they may come whatever the list's policy says of applicants: they own it, or who runs it has invited them.</summary>
    public bool PassesPolicy => IsOwner || Proof is { Purpose: TokenPurpose.Invite };

    /// <summary>What the log of events says of what they do to their own subscription.</summary>
    public Cause AsSubscriber => Cause.ByMail(Cause.Mail, Address, MessageId);

    /// <summary>What it says of what they do as owners.</summary>
    public Cause AsOwner => Cause.ByMail(Cause.Owner, Address, MessageId);

    /// <summary>Somebody with that address.</summary>
    public static Person Of(ISubscriptionStore store, ListSnapshot list, EmailAddress address, Token? proof, bool isAuthenticated, string? messageId)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(list);
        return new Person(address, list.Owners.Contains(address), store.FindSubscriber(list, address), proof, isAuthenticated, messageId);
    }

    /// <summary>The same person after something has changed.</summary>
    public Person AsOf(ISubscriptionStore store, ListSnapshot list) => Of(store, list, Address, Proof, IsAuthenticated, MessageId);
}
