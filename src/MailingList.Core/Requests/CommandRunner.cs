using System.Globalization;

using MailingList.Core.Addressing;
using MailingList.Core.Commands;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;
using MailingList.Core.Tokens;

namespace MailingList.Core.Requests;

/// <summary>Carries commands out that <see cref="CommandRules"/> have nothing against.</summary>
/// <param name="store">The lists.</param>
/// <param name="letters">The letters.</param>
/// <param name="changes">What is done to subscriptions.</param>
/// <param name="applicants">Where owners decide.</param>
/// <param name="list">The list.</param>
/// <param name="person">Whose commands.</param>
internal sealed class CommandRunner(
    ISubscriptionStore store, Correspondence letters, SubscriptionChanges changes, Applicants applicants, ListSnapshot list, Person person)
{
    // A mail with more lines is of no use to people, and owners have the shell's `export`.
    private const int MostShown = 5000;

    internal Reply Run(Command command) => command switch
    {
        Command.Help => new Reply.ByLetter(LetterKind.Help),
        Command.Info => new Reply.ByLetter(LetterKind.Info, (Placeholders.Posting, Words.Of(list.Settings.Posting))),
        Command.Settings => new Reply.ByLetter(LetterKind.Settings, (Placeholders.Address, person.Address.Text), (Placeholders.Settings, Options(person.Subscriber!))),
        Command.Which => new Reply.ByLetter(LetterKind.Which, (Placeholders.Address, person.Address.Text), (Placeholders.Lists, Which())),
        Command.Who => new Reply.ByLetter(LetterKind.Who, (Placeholders.Subscribers, Who()), (Placeholders.Count, store.CountSubscribers(list).ToString(CultureInfo.InvariantCulture))),
        Command.Show => new Reply.InWords(Phrase.Done, Show()),
        Command.Subscribe { Address: { } address } subscribe when !address.Equals(person.Address) =>
            address.Equals(list.Address)
                ? new Reply.InWords(Phrase.Wrong, "a list cannot subscribe to itself")
                : Said(changes.Subscribe(list, new SubscriberRequest(address, Delivery: subscribe.Delivery), person.AsOwner, list.Settings.Welcome)),
        Command.Subscribe subscribe => Subscribe(subscribe),
        Command.Unsubscribe { Address: { } address } when !address.Equals(person.Address) =>
            changes.Unsubscribe(list, address, person.AsOwner, list.Settings.Goodbye) == Change.None ? new Reply.InWords(Phrase.Stranger) : new Reply.InWords(Phrase.Done),
        Command.Unsubscribe => Unsubscribe(),
        Command.SetOption option => Said(changes.Subscribe(list, Request(option), person.AsSubscriber, greet: false)),
        Command.SetList set => Said(set.Assignment.Apply(store, list)),
        Command.ChangeAddress change => ChangeAddress(change.Address),
        _ => throw new ArgumentException($"{command.GetType().Name} cannot be carried out", nameof(command)),
    };

    /// <summary>The old address has agreed to be replaced: now the new one is asked.</summary>
    internal Reply ChangeAddress(EmailAddress to) =>
        to.Equals(person.Address) ? new Reply.InWords(Phrase.Unchanged)
        : Destination.Readings(to).Any(reading => store.Find(reading.List) is not null) ? new Reply.InWords(Phrase.Wrong, $"{to} is a list's")
        : letters.Ask(
            list, LetterKind.ConfirmArrive, to, new Token(TokenPurpose.Arrive, list.Address, to, person.Address.Key),
            (Placeholders.Address, person.Address.Text), (Placeholders.NewAddress, to.Text))
            ? new Reply.InWords(Phrase.Asked)
            : new Reply.InWords(Phrase.Busy);

    private Reply Subscribe(Command.Subscribe subscribe)
    {
        if (person.Subscriber is null && list.Settings.Subscription == SubscriptionPolicy.Approve && !person.PassesPolicy)
        {
            bool isNew = applicants.Apply(list, person.Address, subscribe.Delivery, person.AsSubscriber);
            return new Reply.ByLetter(LetterKind.Pending, (Placeholders.Address, person.Address.Text)) { TellsChange = isNew };
        }

        Change change = changes.Subscribe(list, new SubscriberRequest(person.Address, Delivery: subscribe.Delivery), person.AsSubscriber, greet: list.Settings.Welcome && person.IsProved);
        return change != Change.Added || !list.Settings.Welcome ? Said(change)
            : person.IsProved ? new Reply.Elsewhere()
            // Where nobody has to confirm, anybody can write anybody's address: then the greeting is an answer like others, and they are limited.
            : new Reply.ByLetter(LetterKind.Welcome, (Placeholders.Address, person.Address.Text));
    }

    private Reply Unsubscribe()
    {
        changes.Unsubscribe(list, person.Address, person.AsSubscriber, list.Settings.Goodbye);
        return list.Settings.Goodbye ? new Reply.Elsewhere() : new Reply.InWords(Phrase.Done);
    }

    private static Reply.InWords Said(Change change) => new(change == Change.None ? Phrase.Unchanged : Phrase.Done);

    private SubscriberRequest Request(Command.SetOption option) => option.Option switch
    {
        SubscriberOption.Delivery => new SubscriberRequest(person.Address, Delivery: Words.TryParse(option.Value, out DeliveryMode mode) ? mode : null),
        SubscriberOption.Name => new SubscriberRequest(person.Address, Name: option.Value),
        SubscriberOption.OwnPosts => new SubscriberRequest(person.Address, OwnPosts: option.Value == "on"),
        SubscriberOption.Vacation => new SubscriberRequest(
            person.Address,
            Vacation: Vacation.TryParse(option.Value, out DateOnly until) ? until : null),
        _ => throw new ArgumentOutOfRangeException(nameof(option), option.Option, null),
    };

    // In the words of the command `set`, so that what is shown can be sent back.
    private static string Options(Subscriber subscriber) => string.Join('\n',
    [
        $"    delivery {Words.Of(subscriber.Delivery)}",
        $"    own-posts {(subscriber.OwnPosts ? "on" : "off")}",
        $"    vacation {CommandText.VacationWords(Vacation.Of(subscriber.Vacation))}",
        $"    name {subscriber.Name}".TrimEnd(),
    ]);

    private string Which()
    {
        string[] lists = [.. store.All()
            .Where(other => other.Address.Domain == list.Address.Domain && store.FindSubscriber(other, person.Address) is not null)
            .Select(other => $"    {other.Address}")];
        return lists.Length == 0 ? "    -" : string.Join('\n', lists);
    }

    private string Who()
    {
        string[] who = [.. store.Subscribers(list).Take(MostShown + 1).Select(subscriber => $"    {subscriber.Address}")];
        return who.Length == 0 ? "    -" : string.Join('\n', who.Length <= MostShown ? who : [.. who[..MostShown], "    ..."]);
    }

    private string Show() => string.Join('\n',
    [
        .. Setting.All.Select(setting => $"{setting.Name}={store.SettingOf(list, setting)}"),
        $"{Assignment.OwnersKey}={string.Join(',', list.Owners)}",
        $"{Assignment.ListIdKey}={list.ListId}",
    ]);
}
