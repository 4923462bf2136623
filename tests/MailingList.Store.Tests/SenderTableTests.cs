using MailingList.Core.Admission.Patterns;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class SenderTableTests : StoreTest
{
    private readonly ListSnapshot _list;
    private readonly ListSnapshot _other;

    public SenderTableTests() => (_list, _other) = (CreateList(), CreateList("users@lists.example.org"));

    private Change Put(ListSnapshot? list, string pattern, PostingRight right = PostingRight.Deny, string? note = null) =>
        Database.Write(() => Lists.Senders.Put(list, Some.Pattern(pattern), right, note));

    private Change Remove(ListSnapshot? list, string pattern, PostingRight right = PostingRight.Deny) =>
        Database.Write(() => Lists.Senders.Remove(list, Some.Pattern(pattern), right));

    private string? Deciding(string address, ListSnapshot? list = null) =>
        SenderRule.Deciding(Lists.SenderRules(list ?? _list, Address(address)), Address(address))?.ToString();

    [Theory]
    [InlineData("bob@spam.example")]
    [InlineData("@spam.example")]
    [InlineData("*@spam.*")]
    public void What_was_said_of_a_sender_is_found_by_the_list_it_was_said_for(string pattern)
    {
        Assert.Equal(Change.Added, Put(_list, pattern));

        Assert.Equal($"deny {pattern}", Deciding("Bob@SPAM.example"));
        Assert.Null(Deciding("Bob@spam.example", _other));
        Assert.Null(Deciding("eve@example.net"));
    }

    [Theory]
    [InlineData("bob@spam.example")]
    [InlineData("@spam.example")]
    [InlineData("*@spam.*")]
    public void What_was_said_for_all_lists_is_found_by_each(string pattern)
    {
        Put(null, pattern, note: "sells shoes");

        Assert.Equal($"deny {pattern} for all lists: sells shoes", Deciding("bob@spam.example"));
        Assert.Equal($"deny {pattern} for all lists: sells shoes", Deciding("bob@spam.example", _other));
    }

    [Fact]
    public void Only_what_may_mean_an_address_is_read()
    {
        Put(_list, "bob@spam.example");
        Put(_list, "@spam.example");
        Put(_list, "eve@spam.example");
        Put(_list, "@example");
        Put(_list, "*@other.*");

        Assert.Equal(
            ["*@other.*", "@spam.example", "bob@spam.example"],
            Lists.SenderRules(_list, Address("bob@spam.example")).Select(rule => rule.Pattern.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_subscriber_s_own_right_is_among_them()
    {
        Put(_list, "@spam.example");
        Write(() => Lists.Subscribers.Put(_list, new SubscriberRequest(Address("bob@spam.example"), Posting: PostingRight.Allow), "shell"));

        Assert.Equal("allow bob@spam.example: as a subscriber", Deciding("bob@spam.example"));
        Write(() => Lists.Subscribers.Remove(_list, Address("bob@spam.example")));
        Assert.Equal("deny @spam.example", Deciding("bob@spam.example"));
    }

    [Fact]
    public void A_subscriber_of_whom_nothing_was_said_says_nothing()
    {
        Subscribe(_list, "bob@spam.example");

        Assert.Empty(Lists.SenderRules(_list, Address("bob@spam.example")));
    }

    [Fact]
    public void The_later_word_stands()
    {
        Put(_list, "@spam.example", note: "sells shoes");

        Assert.Equal(Change.None, Put(_list, "@spam.example"));
        Assert.Equal(Change.Altered, Put(_list, "@spam.example", PostingRight.Allow));
        Assert.Equal("allow @spam.example: sells shoes", Deciding("bob@spam.example"));
        Assert.Equal(Change.Altered, Put(_list, "@spam.example", PostingRight.Allow, string.Empty));
        Assert.Equal("allow @spam.example", Deciding("bob@spam.example"));
    }

    [Fact]
    public void What_was_said_is_taken_back_where_it_was_said()
    {
        Put(_list, "@spam.example", note: "sells shoes");

        Assert.Equal(Change.None, Remove(null, "@spam.example"));
        Assert.Equal(Change.None, Remove(_list, "@spam.example", PostingRight.Allow));
        Assert.Equal(Change.Removed, Remove(_list, "@SPAM.example"));
        Assert.Equal(Change.None, Remove(_list, "@spam.example"));
        Assert.Null(Deciding("bob@spam.example"));
        Assert.Equal(Change.Added, Put(_list, "@spam.example"));
        Assert.Equal("deny @spam.example", Deciding("bob@spam.example"));
    }

    [Fact]
    public void All_of_a_list_or_for_all_lists_are_shown()
    {
        Put(_list, "bob@example.net", PostingRight.Allow);
        Put(_list, "@spam.example");
        Put(_list, "*@*.spam.example");
        Put(null, "eve@example.net");

        Assert.Equal(["deny *@*.spam.example", "deny @spam.example", "allow bob@example.net"], Lists.Senders.All(_list).Select(rule => rule.ToString()));
        Assert.Equal(["deny eve@example.net for all lists"], Lists.Senders.All(null).Select(rule => rule.ToString()));
        Assert.Empty(Lists.Senders.All(_other));
    }

    [Fact]
    public void There_are_so_many_globs_and_no_more_and_any_number_of_others()
    {
        Write(() =>
        {
            for (int i = 0; i < SenderTable.MostGlobs; i++)
            {
                Lists.Senders.Put(_list, Some.Pattern($"*@*.spam{i}.example"), PostingRight.Deny, null);
            }
        });

        Failure refused = Assert.Throws<Failure>(() => Put(_list, "*@*.one-more.example"));
        Assert.Contains("name domains instead", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Change.Altered, Put(_list, "*@*.spam7.example", PostingRight.Allow));
        Assert.Equal(Change.Added, Put(_list, "@one-more.example"));
        Assert.Equal(Change.Added, Put(null, "*@*.one-more.example"));
    }

    [Fact]
    public void A_right_that_only_a_later_version_knows_says_nothing()
    {
        Put(_list, "@spam.example");
        Sql("UPDATE sender SET posting = 'moderate'");

        Assert.Null(Deciding("bob@spam.example"));
        Assert.Empty(Lists.Senders.All(_list));
    }

    [Fact]
    public void A_list_that_is_gone_takes_its_own_with_it()
    {
        Put(_list, "@spam.example");
        Put(null, "@spam.example");
        Write(() => Lists.Delete(_list));

        Assert.Equal("0", Cell("SELECT count(*) FROM sender"));
        Assert.Equal("1", Cell("SELECT count(*) FROM site_sender"));
    }
}
