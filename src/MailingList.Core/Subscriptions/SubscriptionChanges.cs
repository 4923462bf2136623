using MailingList.Core.Addressing;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Tokens;

namespace MailingList.Core.Subscriptions;

/// <summary>
/// What can be done to a subscription, from the shell and by mail alike: the change, its line in the log of events, and who hears of it.
/// Used inside a transaction.
/// </summary>
/// <param name="store">The lists.</param>
/// <param name="letters">The letters.</param>
public sealed class SubscriptionChanges(ISubscriptionStore store, Correspondence letters)
{
    /// <summary>Subscribes somebody, or changes how they are subscribed.</summary>
    /// <param name="list">The list.</param>
    /// <param name="request">How they shall be.</param>
    /// <param name="cause">Who does it.</param>
    /// <param name="greet">Whether they are greeted where they are new.</param>
    public Change Subscribe(ListSnapshot list, SubscriberRequest request, Cause cause, bool greet)
    {
        ArgumentNullException.ThrowIfNull(request);
        Change change = store.Put(list, request, cause.Origin);
        if (change == Change.None)
        {
            return change;
        }

        store.Note(list, request.Address, change == Change.Added ? SubscriberEventKind.Subscribed : SubscriberEventKind.Changed, cause, Describe(request));
        if (change == Change.Added)
        {
            if (greet)
            {
                letters.Send(list, LetterKind.Welcome, request.Address, (Placeholders.Address, request.Address.Text));
            }

            Notify(list, LetterKind.NoticeSubscribed, request.Address, cause);
        }

        return change;
    }

    /// <summary>Asks somebody whether they want to be subscribed; what the list's policy says of its own applicants does not matter.</summary>
    /// <returns>What became of it, in words for the shell.</returns>
    public string Invite(ListSnapshot list, SubscriberRequest request, Cause cause)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (store.FindSubscriber(list, request.Address) is not null)
        {
            return "is subscribed already";
        }

        return Ask(list, TokenPurpose.Invite, request.Address, request.Delivery, cause) ? "asked" : $"not asked: {letters.Log[^1]}";
    }

    /// <summary>Asks an address whether the request for its subscription is its own.</summary>
    /// <returns>False: the limits do not allow it.</returns>
    public bool Ask(ListSnapshot list, EmailAddress address, DeliveryMode? delivery, Cause cause) => Ask(list, TokenPurpose.Subscribe, address, delivery, cause);

    /// <summary>Ends a subscription.</summary>
    /// <param name="list">The list.</param>
    /// <param name="address">Whose.</param>
    /// <param name="cause">Who does it.</param>
    /// <param name="tell">Whether they are told.</param>
    public Change Unsubscribe(ListSnapshot list, EmailAddress address, Cause cause, bool tell)
    {
        Change change = store.Remove(list, address);
        if (change == Change.Removed)
        {
            store.Note(list, address, SubscriberEventKind.Unsubscribed, cause, string.Empty);
            if (tell)
            {
                letters.Send(list, LetterKind.Goodbye, address, (Placeholders.Address, address.Text));
            }

            Notify(list, LetterKind.NoticeUnsubscribed, address, cause);
        }

        return change;
    }

    /// <summary>Puts one address in the place of another, which must be subscribed. The new one may be so already, and stays as it is then.</summary>
    public void Move(ListSnapshot list, Subscriber from, EmailAddress to, Cause cause)
    {
        ArgumentNullException.ThrowIfNull(from);
        store.Remove(list, from.Address);
        if (store.FindSubscriber(list, to) is null)
        {
            store.Put(
                list,
                new SubscriberRequest(to, from.Name, from.Delivery, from.Posting, from.OwnPosts, from.Vacation ?? DateOnly.MinValue),
                from.Origin);
        }

        store.Note(list, from.Address, SubscriberEventKind.Moved, cause, $"to {to}");
        store.Note(list, to, SubscriberEventKind.Moved, cause, $"from {from.Address}");
        foreach (EmailAddress reader in (EmailAddress[])[from.Address, to])
        {
            letters.Send(list, LetterKind.Changed, reader, (Placeholders.Address, from.Address.Text), (Placeholders.NewAddress, to.Text));
        }
    }

    private bool Ask(ListSnapshot list, TokenPurpose purpose, EmailAddress address, DeliveryMode? delivery, Cause cause)
    {
        var token = new Token(purpose, list.Address, address, delivery is { } mode ? Words.Of(mode) : string.Empty);
        bool asked = letters.Ask(list, LetterKind.ConfirmSubscribe, address, token, (Placeholders.Address, address.Text));
        if (asked)
        {
            store.Note(list, address, SubscriberEventKind.Asked, cause, string.Empty);
        }

        return asked;
    }

    // At the shell owners do what they know of.
    private void Notify(ListSnapshot list, LetterKind kind, EmailAddress address, Cause cause)
    {
        if (list.Settings.Notify && cause.Origin is Cause.Mail or Cause.Owner)
        {
            letters.SendToOwners(list, kind, (Placeholders.Address, address.Text));
        }
    }

    // What was asked for, but for the name: that is nobody's business when they are gone.
    private static string Describe(SubscriberRequest request)
    {
        List<string> options = [];
        if (request.Name is not null)
        {
            options.Add("name");
        }

        if (request.Delivery is { } delivery)
        {
            options.Add($"delivery={Words.Of(delivery)}");
        }

        if (request.Posting is { } posting)
        {
            options.Add($"posting={Words.Of(posting)}");
        }

        if (request.OwnPosts is { } ownPosts)
        {
            options.Add($"own-posts={(ownPosts ? "on" : "off")}");
        }

        if (request.Vacation is { } vacation)
        {
            options.Add($"vacation={Vacation.Of(vacation == DateOnly.MinValue ? null : vacation)}");
        }

        return string.Join(' ', options);
    }
}
