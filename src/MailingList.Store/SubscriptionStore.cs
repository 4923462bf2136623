using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;

namespace MailingList.Store;

/// <summary>The lists of this host's replica as the use cases around subscriptions see them.</summary>
/// <param name="database">The database.</param>
/// <param name="lists">The lists in it.</param>
public sealed class SubscriptionStore(Database database, ListStore lists) : ISubscriptionStore
{
    /// <inheritdoc/>
    public T Write<T>(Func<T> changes) => database.Write(changes);

    /// <inheritdoc/>
    public ListSnapshot? Find(EmailAddress address) => lists.Find(address);

    /// <inheritdoc/>
    public IReadOnlyList<ListSnapshot> All() => lists.All();

    /// <inheritdoc/>
    public IReadOnlyList<ListSnapshot> ListsOf(EmailAddress address) => lists.Of(address);

    /// <inheritdoc/>
    public Subscriber? FindSubscriber(ListSnapshot list, EmailAddress address) => lists.FindSubscriber(list, address);

    /// <inheritdoc/>
    public IReadOnlyList<SenderRule> SenderRules(ListSnapshot list, EmailAddress address) => lists.SenderRules(list, address);

    /// <inheritdoc/>
    public IReadOnlyList<HeaderRule> HeaderRules(ListSnapshot list) => lists.HeaderRules(list);

    /// <inheritdoc/>
    public IReadOnlyList<EmailAddress> Recipients(ListSnapshot list, string afterKey, int count, IReadOnlyCollection<EmailAddress> except) =>
        lists.Recipients(list, afterKey, count, except);

    /// <inheritdoc/>
    public long CountSubscribers(ListSnapshot list, long atMost = long.MaxValue) => lists.Subscribers.Count(list, atMost);

    /// <inheritdoc/>
    public IEnumerable<Subscriber> Subscribers(ListSnapshot list) => lists.Subscribers.All(list);

    /// <inheritdoc/>
    public Stamp? LastLife(ListSnapshot list, EmailAddress address) => lists.Subscribers.LastLife(list, address);

    /// <inheritdoc/>
    public Change Put(ListSnapshot list, SubscriberRequest request, string origin) => lists.Subscribers.Put(list, request, origin);

    /// <inheritdoc/>
    public Change Remove(ListSnapshot list, EmailAddress address) => lists.Subscribers.Remove(list, address);

    /// <inheritdoc/>
    public string SettingOf(ListSnapshot list, Setting setting) => lists.Settings.Of(list.Id).GetValueOrDefault(setting.Name, setting.Default);

    /// <inheritdoc/>
    public Change PutSetting(ListSnapshot list, Setting setting, string? value) => lists.Settings.Set(list, setting, value);

    /// <inheritdoc/>
    public Change PutOwners(ListSnapshot list, IReadOnlyList<EmailAddress> owners) => lists.Owners.Set(list, owners);

    /// <inheritdoc/>
    public void Note(ListSnapshot list, EmailAddress address, SubscriberEventKind kind, Cause cause, string detail) =>
        lists.Events.Note(list, address, kind, cause, detail);

    /// <inheritdoc/>
    public IReadOnlyList<SubscriberEvent> Events(ListSnapshot list, EmailAddress address) => lists.Events.Of(list, address);

    /// <inheritdoc/>
    public Application? FindApplication(ListSnapshot list, EmailAddress address) => lists.Applications.Find(list, address);

    /// <inheritdoc/>
    public Application Apply(ListSnapshot list, EmailAddress address, DeliveryMode? delivery) => lists.Applications.Apply(list, address, delivery);

    /// <inheritdoc/>
    public void Decide(ListSnapshot list, Application application, ApplicationDecision decision, EmailAddress? by) =>
        lists.Applications.Decide(list, application, decision, by);
}
