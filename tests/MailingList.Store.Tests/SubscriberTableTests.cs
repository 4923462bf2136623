using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class SubscriberTableTests : StoreTest
{
    private static readonly EmailAddress Anna = Address("Anna@example.org");

    private readonly ListSnapshot _list;

    public SubscriberTableTests() => _list = CreateList();

    private Change Put(SubscriberRequest request, string origin = "shell") =>
        Database.Write(() => Lists.Subscribers.Put(_list, request, origin));

    private Change Remove(EmailAddress address) => Database.Write(() => Lists.Subscribers.Remove(_list, address));

    private (string Life, string Stamp, string Deleted) Record()
    {
        string[] cells = Cell("SELECT life, stamp, deleted FROM subscriber").Split('|');
        return (cells[0], cells[1], cells[2]);
    }

    private static bool IsLater(string stamp, string than) => string.CompareOrdinal(stamp, than) > 0;

    [Fact]
    public void Who_is_new_has_the_defaults()
    {
        Assert.Equal(Change.Added, Put(new SubscriberRequest(Anna)));

        Subscriber? subscriber = Lists.Subscribers.Find(_list, Anna);
        Assert.NotNull(subscriber);
        Assert.Equal(new Subscriber(Anna, null, DeliveryMode.Each, PostingRight.Default, true, null, "shell", subscriber.Life), subscriber);
        Assert.Equal(Record().Life, Record().Stamp);
    }

    [Fact]
    public void Everything_that_was_asked_for_is_kept()
    {
        Put(new SubscriberRequest(Anna, "Ännä \"B\"\n", DeliveryMode.None, PostingRight.Allow), "import");

        Subscriber? subscriber = Lists.FindSubscriber(_list, Anna);
        Assert.NotNull(subscriber);
        Assert.Equal(
            ("Ännä \"B\"\n", DeliveryMode.None, PostingRight.Allow, "import"),
            (subscriber.Name, subscriber.Delivery, subscriber.Posting, subscriber.Origin));
    }

    [Fact]
    public void Asking_for_what_is_so_already_changes_nothing()
    {
        Put(new SubscriberRequest(Anna, "Anna"));
        var before = Record();

        Assert.Equal(Change.None, Put(new SubscriberRequest(Anna)));
        Assert.Equal(Change.None, Put(new SubscriberRequest(Anna, "Anna", DeliveryMode.Each, PostingRight.Default), "import"));
        Assert.Equal(before, Record());
    }

    [Fact]
    public void Another_name_changes_the_stamp_and_not_the_life()
    {
        Put(new SubscriberRequest(Anna, "Anna", DeliveryMode.None));
        var before = Record();

        Assert.Equal(Change.Altered, Put(new SubscriberRequest(Anna, "Anna Berg"), "import"));

        var after = Record();
        Assert.Equal((before.Life, "0"), (after.Life, after.Deleted));
        Assert.True(IsLater(after.Stamp, before.Stamp));
        Subscriber? subscriber = Lists.Subscribers.Find(_list, Anna);
        Assert.Equal(("Anna Berg", DeliveryMode.None, "shell"), (subscriber?.Name, subscriber?.Delivery, subscriber?.Origin));
    }

    [Fact]
    public void An_empty_name_takes_the_name_away()
    {
        Put(new SubscriberRequest(Anna, "Anna"));

        Assert.Equal(Change.Altered, Put(new SubscriberRequest(Anna, string.Empty)));
        Assert.Null(Lists.Subscribers.Find(_list, Anna)?.Name);
        Assert.Equal(Change.None, Put(new SubscriberRequest(Anna, string.Empty)));
    }

    [Fact]
    public void Own_posts_and_vacation_stay_until_something_else_is_asked_for()
    {
        var until = new DateOnly(2024, 2, 1);
        Put(new SubscriberRequest(Anna, OwnPosts: false, Vacation: until));
        Assert.Equal("off|2024-02-01", Cell("SELECT own_posts, vacation FROM subscriber"));

        Assert.Equal(Change.None, Put(new SubscriberRequest(Anna, OwnPosts: false, Vacation: until)));
        Assert.Equal(Change.Altered, Put(new SubscriberRequest(Anna, "Anna")));
        Assert.Equal((false, until), (Lists.Subscribers.Find(_list, Anna)?.OwnPosts, Lists.Subscribers.Find(_list, Anna)?.Vacation));

        Assert.Equal(Change.Altered, Put(new SubscriberRequest(Anna, OwnPosts: true)));
        Assert.Equal(Change.Altered, Put(new SubscriberRequest(Anna, Vacation: DateOnly.MinValue)));
        Assert.Equal("NULL|NULL", Cell("SELECT own_posts, vacation FROM subscriber"));
        Assert.Equal(Change.None, Put(new SubscriberRequest(Anna, OwnPosts: true, Vacation: DateOnly.MinValue)));
    }

    [Fact]
    public void A_vacation_that_is_over_is_kept_as_it_is()
    {
        Put(new SubscriberRequest(Anna, Vacation: new DateOnly(2023, 12, 24)));

        Assert.Equal(new DateOnly(2023, 12, 24), Assert.Single(Lists.Subscribers.All(_list)).Vacation);
    }

    [Fact]
    public void When_somebody_last_came_or_went_is_known_also_of_those_who_are_gone()
    {
        Assert.Null(Lists.Subscribers.LastLife(_list, Anna));
        Put(new SubscriberRequest(Anna));
        Stamp? came = Lists.Subscribers.Find(_list, Anna)?.Life;
        Put(new SubscriberRequest(Anna, "Anna"));
        Assert.Equal(came, Lists.Subscribers.LastLife(_list, Anna));

        Remove(Anna);

        Assert.True(Lists.Subscribers.LastLife(_list, Address("ANNA@example.org")) > came);
    }

    [Fact]
    public void An_address_that_is_spelled_differently_is_the_same_subscriber_as_typed_first()
    {
        Put(new SubscriberRequest(Anna));

        Assert.Equal(Change.None, Put(new SubscriberRequest(Address("\"ANNA\"@EXAMPLE.org"))));
        Assert.Equal(Change.Altered, Put(new SubscriberRequest(Address("anna@example.org"), "Anna")));
        Assert.Equal(1, Lists.Subscribers.Count(_list));
        Assert.Equal("Anna@example.org", Lists.Subscribers.Find(_list, Address("ANNA@EXAMPLE.ORG"))?.Address.Text);
    }

    [Fact]
    public void Who_unsubscribes_leaves_a_record_without_what_was_theirs_and_with_a_later_life()
    {
        Put(new SubscriberRequest(Anna, "Anna", OwnPosts: false, Vacation: new DateOnly(2024, 2, 1)));
        var before = Record();

        Assert.Equal(Change.Removed, Remove(Address("anna@EXAMPLE.org")));

        var after = Record();
        Assert.Equal(("1", after.Stamp), (after.Deleted, after.Life));
        Assert.True(IsLater(after.Life, before.Life));
        Assert.Equal("NULL|NULL|NULL", Cell("SELECT name, own_posts, vacation FROM subscriber"));
        Assert.Null(Lists.Subscribers.Find(_list, Anna));
        Assert.Equal(0, Lists.Subscribers.Count(_list));
        Assert.Empty(Lists.Subscribers.All(_list));
    }

    [Fact]
    public void Who_is_no_subscriber_cannot_unsubscribe()
    {
        Assert.Equal(Change.None, Remove(Anna));
        Put(new SubscriberRequest(Anna));
        Remove(Anna);
        var before = Record();

        Assert.Equal(Change.None, Remove(Anna));
        Assert.Equal(before, Record());
    }

    [Fact]
    public void Subscribing_again_brings_somebody_back_with_a_later_life_and_the_defaults()
    {
        Put(new SubscriberRequest(Anna, "Anna", DeliveryMode.None, PostingRight.Deny));
        Remove(Anna);
        var gone = Record();

        Assert.Equal(Change.Added, Put(new SubscriberRequest(Address("anna@example.org")), "import"));

        var back = Record();
        Assert.Equal("0", back.Deleted);
        Assert.True(IsLater(back.Life, gone.Life));
        Subscriber? subscriber = Lists.Subscribers.Find(_list, Anna);
        Assert.NotNull(subscriber);
        Assert.Equal(new Subscriber(Anna, null, DeliveryMode.Each, PostingRight.Default, true, null, "import", subscriber.Life), subscriber);
        Assert.Equal("anna@example.org", subscriber.Address.Text);
    }

    [Fact]
    public void A_word_that_a_later_version_wrote_counts_as_the_default()
    {
        Put(new SubscriberRequest(Anna));
        Sql("UPDATE subscriber SET delivery = 'weekly', posting = 'hold', own_posts = 'digest'");

        Subscriber? subscriber = Lists.Subscribers.Find(_list, Anna);
        Assert.Equal((DeliveryMode.Each, PostingRight.Default, true), (subscriber?.Delivery, subscriber?.Posting, subscriber?.OwnPosts));
    }
}
