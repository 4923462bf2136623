using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Support;

/// <summary>One list in memory.</summary>
internal sealed class FakeLists(ListSnapshot? list) : IListReader
{
    private readonly SortedDictionary<string, Subscriber> _subscribers = new(StringComparer.Ordinal);

    internal ListSnapshot? List { get; set; } = list;

    internal FakeLists With(params string[] addresses)
    {
        foreach (string address in addresses)
        {
            Add(Some.Subscriber(address));
        }

        return this;
    }

    internal void Add(Subscriber subscriber) => _subscribers[subscriber.Address.Key] = subscriber;

    internal void Remove(string address) => _subscribers.Remove(Some.Address(address).Key);

    public ListSnapshot? Find(EmailAddress address) => address.Equals(List?.Address) ? List : null;

    public Subscriber? FindSubscriber(ListSnapshot list, EmailAddress address) => _subscribers.GetValueOrDefault(address.Key);

    /// <summary>What was said about senders; what it is about is not looked at.</summary>
    internal List<SenderRule> Senders { get; } = [];

    /// <summary>What header fields are not taken.</summary>
    internal List<HeaderRule> Headers { get; } = [];

    public IReadOnlyList<SenderRule> SenderRules(ListSnapshot list, EmailAddress address) =>
        FindSubscriber(list, address) is { Posting: not PostingRight.Default } subscriber ? [.. Senders, Some.Rule(subscriber.Address.Text, subscriber.Posting)] : Senders;

    public IReadOnlyList<HeaderRule> HeaderRules(ListSnapshot list) => Headers;

    public IReadOnlyList<EmailAddress> Recipients(ListSnapshot list, string afterKey, int count, IReadOnlyCollection<EmailAddress> except) =>
        [.. _subscribers
            .Where(entry => entry.Value.Delivery == DeliveryMode.Each && !except.Contains(entry.Value.Address) && string.CompareOrdinal(entry.Key, afterKey) > 0)
            .Take(count)
            .Select(entry => entry.Value.Address)];
}
