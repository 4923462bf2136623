using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Core.Subscriptions;

/// <summary>What the use cases around subscriptions read and change. Changes are made inside <see cref="Write"/>, and other hosts are told of them.</summary>
public interface ISubscriptionStore : IListReader
{
    /// <summary>Makes changes in one transaction: all of them are on the disk when it returns, or none. Not nested.</summary>
    T Write<T>(Func<T> changes);

    /// <summary>All lists, by domain and name.</summary>
    IReadOnlyList<ListSnapshot> All();

    /// <summary>The lists on which an address is subscribed, by domain and name.</summary>
    IReadOnlyList<ListSnapshot> ListsOf(EmailAddress address);

    /// <summary>How many subscribers a list has.</summary>
    /// <param name="list">The list.</param>
    /// <param name="atMost">No more are counted: of a million that takes a while.</param>
    long CountSubscribers(ListSnapshot list, long atMost = long.MaxValue);

    /// <summary>The subscribers of a list in the order of their keys, read as they are asked for.</summary>
    IEnumerable<Subscriber> Subscribers(ListSnapshot list);

    /// <summary>When somebody last came or went, whether they are subscribed now or not; null: nothing is known of them.</summary>
    Stamp? LastLife(ListSnapshot list, EmailAddress address);

    /// <summary>Makes somebody a subscriber as asked, or changes what is asked of one who is.</summary>
    /// <param name="list">The list.</param>
    /// <param name="request">How they shall be.</param>
    /// <param name="origin">How they come, kept for those who are new (<see cref="Cause.Origin"/>).</param>
    Change Put(ListSnapshot list, SubscriberRequest request, string origin);

    /// <summary>Ends a subscription.</summary>
    Change Remove(ListSnapshot list, EmailAddress address);

    /// <summary>The value of a setting in its normal form, be it the default.</summary>
    string SettingOf(ListSnapshot list, Setting setting);

    /// <summary>Sets a value in its normal form, or takes it away (null), which brings the default back.</summary>
    Change PutSetting(ListSnapshot list, Setting setting, string? value);

    /// <summary>Makes the owners of a list those; at least one.</summary>
    Change PutOwners(ListSnapshot list, IReadOnlyList<EmailAddress> owners);

    /// <summary>Notes what happened to a subscription.</summary>
    void Note(ListSnapshot list, EmailAddress address, SubscriberEventKind kind, Cause cause, string detail);

    /// <summary>What is noted about an address on a list, the oldest first.</summary>
    IReadOnlyList<SubscriberEvent> Events(ListSnapshot list, EmailAddress address);

    /// <summary>The last application of an address; null: there is none.</summary>
    Application? FindApplication(ListSnapshot list, EmailAddress address);

    /// <summary>Notes that somebody applies now, in the place of an earlier application.</summary>
    Application Apply(ListSnapshot list, EmailAddress address, DeliveryMode? delivery);

    /// <summary>Notes what was decided about an application.</summary>
    void Decide(ListSnapshot list, Application application, ApplicationDecision decision, EmailAddress? by);
}
