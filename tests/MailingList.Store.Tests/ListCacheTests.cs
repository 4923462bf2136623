using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class ListCacheTests : StoreTest
{
    private static readonly EmailAddress Dev = Address("dev@lists.example.org");
    private static readonly EmailAddress Bob = Address("bob@spam.example");

    private readonly ListCache _cache;

    public ListCacheTests()
    {
        Database reading = Open();
        _cache = new ListCache(reading, new ListStore(reading, sharing: false));
    }

    [Fact]
    public void A_list_is_read_once_while_nobody_changes_anything()
    {
        CreateList();

        Assert.NotNull(_cache.Find(Dev));
        Assert.Same(_cache.Find(Dev), _cache.Find(Address("DEV@lists.example.org")));
    }

    [Fact]
    public void A_change_is_seen_at_once()
    {
        Assert.Null(_cache.Find(Dev));
        ListSnapshot list = CreateList();
        Assert.Equal(PostingPolicy.Subscribers, _cache.Find(Dev)?.Settings.Posting);
        Write(() => Lists.Settings.Set(list, Setting.Posting, "open"));
        Assert.Equal(PostingPolicy.Open, _cache.Find(Dev)?.Settings.Posting);
        Write(() => Lists.Delete(list));
        Assert.Null(_cache.Find(Dev));
    }

    [Fact]
    public void Whoever_asks_for_lists_that_there_are_not_does_not_fill_the_memory()
    {
        CreateList();
        for (int i = 0; i < 10_500; i++)
        {
            Assert.Null(_cache.Find(Address($"x{i}@lists.example.org")));
        }

        Assert.NotNull(_cache.Find(Dev));
    }

    [Theory]
    [InlineData("bob@spam.example")]
    [InlineData("@spam.example")]
    [InlineData("*@spam.*")]
    public void So_is_one_of_what_was_said_about_senders(string pattern)
    {
        ListSnapshot list = CreateList();
        Assert.Empty(_cache.SenderRules(_cache.Find(Dev)!, Bob));

        Write(() => Lists.Senders.Put(list, Some.Pattern(pattern), PostingRight.Deny, null));
        Assert.Equal($"deny {pattern}", Assert.Single(_cache.SenderRules(_cache.Find(Dev)!, Bob)).ToString());

        Write(() => Lists.Senders.Remove(list, Some.Pattern(pattern), PostingRight.Deny));
        Assert.Empty(_cache.SenderRules(_cache.Find(Dev)!, Bob));
    }

    [Fact]
    public void It_says_what_the_store_says()
    {
        ListSnapshot list = CreateList();
        Subscribe(list, "bob@spam.example");
        Write(() => Lists.Headers.Put(null, Some.HeaderPattern("X-A: b"), Core.Admission.Patterns.HeaderAction.Discard));
        ListSnapshot known = _cache.Find(Dev)!;

        Assert.Equal(Bob, _cache.FindSubscriber(known, Bob)?.Address);
        Assert.Equal([Bob], _cache.Recipients(known, string.Empty, 10, []));
        Assert.Single(_cache.HeaderRules(known));
    }
}
