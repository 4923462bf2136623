using MailingList.Core.Commands;
using MailingList.Core.Letters;
using MailingList.Core.Lists;

namespace MailingList.Core.Requests;

/// <summary>Who may have which command carried out, and what has to be confirmed first.</summary>
/// <param name="list">The list.</param>
/// <param name="person">Who asks.</param>
internal sealed class CommandRules(ListSnapshot list, Person person)
{
    /// <summary>Whether the person must bring a token back before it is carried out.</summary>
    internal bool NeedsProof(Command command) => !person.IsProved && command switch
    {
        // Anybody can write anybody's address into a mail.
        Command.Subscribe when IsOwn(command) => list.Settings.Subscription != SubscriptionPolicy.Open,
        Command.Unsubscribe or Command.SetOption when IsOwn(command) => !person.IsAuthenticated,
        Command.Subscribe or Command.Unsubscribe or Command.SetList or Command.ChangeAddress => true,
        _ => false,
    };

    /// <summary>What speaks against it; null: nothing.</summary>
    internal Reply? Refuse(Command command) => command switch
    {
        Command.Unknown { Reason: null } => new Reply.InWords(Phrase.Unknown),
        Command.Unknown { Reason: { } reason } => new Reply.InWords(Phrase.Wrong, reason),
        Command.Show or Command.SetList when !person.IsOwner => new Reply.InWords(Phrase.Owners),
        Command.Subscribe or Command.Unsubscribe when !IsOwn(command) && !person.IsOwner => new Reply.InWords(Phrase.Owners),
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
            : list.Settings.Subscription == SubscriptionPolicy.Closed && !person.IsOwner
                ? new Reply.ByLetter(LetterKind.Closed, (Placeholders.Address, person.Address.Text))
                : null;
}
