using MailingList.Core.Addressing;
using MailingList.Core.Commands;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Requests;

/// <summary>Who may have which command carried out, and what has to be confirmed first.</summary>
/// <param name="store">The lists.</param>
/// <param name="list">The list.</param>
/// <param name="person">Who asks.</param>
/// <param name="now">The time.</param>
internal sealed class CommandRules(ISubscriptionStore store, ListSnapshot list, Person person, DateTimeOffset now)
{
    /// <summary>Whether the person must bring a token back before it is carried out.</summary>
    internal bool NeedsProof(Command command) => !person.IsProved && command switch
    {
        // Anybody can write anybody's address into a mail.
        Command.Subscribe when IsOwn(command) && person.Subscriber is null => list.Settings.Subscription != SubscriptionPolicy.Open,
        Command.Subscribe or Command.Unsubscribe or Command.SetOption when IsOwn(command) => !person.IsAuthenticated,
        Command.Subscribe or Command.Unsubscribe or Command.SetList or Command.ChangeAddress => true,
        _ => false,
    };

    /// <summary>What speaks against it; null: nothing.</summary>
    internal Reply? Refuse(Command command) => command switch
    {
        // A good one was found before.
        Command.Confirm => new Reply.ByLetter(LetterKind.TokenRefused),
        Command.Unknown { Reason: null } => new Reply.InWords(Phrase.Unknown),
        Command.Unknown { Reason: { } reason } => new Reply.InWords(Phrase.Wrong, reason),
        Command.Show or Command.SetList when !person.IsOwner => new Reply.InWords(Phrase.Owners),
        Command.Subscribe or Command.Unsubscribe when !IsOwn(command) && !person.IsOwner => new Reply.InWords(Phrase.Owners),
        Command.Subscribe or Command.Unsubscribe or Command.ChangeAddress when IsOvertaken(command) => new Reply.ByLetter(LetterKind.TokenExpired, LetterValues.Validity),
        Command.Subscribe subscribe when IsOwn(command) => RefuseSubscription(subscribe),
        Command.Unsubscribe when !IsOwn(command) => null,
        Command.Unsubscribe or Command.SetOption or Command.Settings or Command.ChangeAddress when person.Subscriber is null => NotSubscribed,
        Command.Who when !MaySeeWho => new Reply.ByLetter(LetterKind.WhoRefused),
        _ => null,
    };

    /// <summary>Whether it is about the person's own subscription.</summary>
    internal bool IsOwn(Command command) => command switch
    {
        Command.Subscribe { Address: { } address } => address.Equals(person.Address),
        Command.Unsubscribe { Address: { } address } => address.Equals(person.Address),
        Command.SetList => false,
        _ => true,
    };

    // Where it is as it shall be, that is said.
    private bool IsOvertaken(Command command)
    {
        EmailAddress address = command switch
        {
            Command.Subscribe { Address: { } other } => other,
            Command.Unsubscribe { Address: { } other } => other,
            _ => person.Address,
        };
        return person.Proof is { } token
            && command is Command.Subscribe == store.FindSubscriber(list, address) is null
            && store.LastLife(list, address) is { } life
            && token.IsOvertakenBy(life, now);
    }

    private bool MaySeeWho => list.Settings.Who switch
    {
        WhoPolicy.Subscribers => person.IsOwner || person.Subscriber is not null,
        WhoPolicy.Owners => person.IsOwner,
        _ => false,
    };

    private Reply.ByLetter NotSubscribed => new(LetterKind.NotSubscribed, (Placeholders.Address, person.Address.Text));

    private Reply.ByLetter? RefuseSubscription(Command.Subscribe subscribe) =>
        person.Subscriber is { } subscriber
            ? subscribe.Delivery is null || subscribe.Delivery == subscriber.Delivery
                ? new Reply.ByLetter(LetterKind.AlreadySubscribed, (Placeholders.Address, person.Address.Text))
                : null
            : list.Settings.Subscription == SubscriptionPolicy.Closed && !person.PassesPolicy
                ? new Reply.ByLetter(LetterKind.Closed, (Placeholders.Address, person.Address.Text))
                : null;
}
