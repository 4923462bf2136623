using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class SubscriptionStoreTests : StoreTest
{
    private readonly SubscriptionStore _store;
    private readonly ListSnapshot _list;

    public SubscriptionStoreTests()
    {
        _store = new SubscriptionStore(Database, Lists);
        _list = CreateList();
    }

    [Fact]
    public void All_that_a_request_changes_is_there_together_or_not_at_all()
    {
        void Change(Action after) => _store.Write(() =>
        {
            _store.Put(_list, new SubscriberRequest(Address("anna@example.org")), Cause.Mail);
            _store.PutSetting(_list, Setting.Posting, "open");
            _store.Note(_list, Address("anna@example.org"), SubscriberEventKind.Subscribed, Cause.ByMail(Cause.Mail, Address("anna@example.org"), null), string.Empty);
            _store.Apply(_list, Address("berta@example.org"), null);
            after();
            return true;
        });

        Assert.Throws<InvalidOperationException>(() => Change(() => throw new InvalidOperationException("at the end")));
        Assert.Equal(0, _store.CountSubscribers(_list));
        Assert.Empty(_store.Events(_list, Address("anna@example.org")));
        Assert.Null(_store.FindApplication(_list, Address("berta@example.org")));
        Assert.Equal(PostingPolicy.Subscribers, _store.Find(_list.Address)?.Settings.Posting);

        Change(() => { });
        Assert.Equal("mail", Assert.Single(_store.Subscribers(_list)).Origin);
        Assert.Single(_store.Events(_list, Address("anna@example.org")));
        Assert.NotNull(_store.FindApplication(_list, Address("berta@example.org")));
        Assert.Equal(PostingPolicy.Open, Assert.Single(_store.All()).Settings.Posting);
        Assert.Equal(["anna@example.org"], _store.Recipients(_list, string.Empty, 10, []).Select(recipient => recipient.Text));
    }

    [Fact]
    public void Who_left_is_known_to_have_been_there()
    {
        Subscribe(_list, "anna@example.org");
        Stamp? came = _store.LastLife(_list, Address("anna@example.org"));

        Assert.Equal(Change.Removed, _store.Write(() => _store.Remove(_list, Address("anna@example.org"))));

        Assert.Null(_store.FindSubscriber(_list, Address("anna@example.org")));
        Assert.True(_store.LastLife(_list, Address("anna@example.org")) > came);
        Assert.Null(_store.LastLife(_list, Address("berta@example.org")));
    }

    [Fact]
    public void A_decision_is_found_with_its_application()
    {
        Application application = _store.Write(() => _store.Apply(_list, Address("anna@example.org"), DeliveryMode.None));

        _store.Write(() =>
        {
            _store.Decide(_list, application, ApplicationDecision.Accepted, Address("olga@example.org"));
            return true;
        });

        Assert.Equal(
            application with { Decision = ApplicationDecision.Accepted, DecidedBy = Address("olga@example.org") },
            _store.FindApplication(_list, Address("anna@example.org")));
    }
}
