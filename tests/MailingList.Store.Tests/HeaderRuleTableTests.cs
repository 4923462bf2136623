using MailingList.Core.Admission.Patterns;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class HeaderRuleTableTests : StoreTest
{
    private readonly ListSnapshot _list;

    public HeaderRuleTableTests() => _list = CreateList();

    private Change Put(ListSnapshot? list, string pattern, HeaderAction action = HeaderAction.Reject) =>
        Database.Write(() => Lists.Headers.Put(list, Some.HeaderPattern(pattern), action));

    private Change Remove(ListSnapshot? list, string pattern) => Database.Write(() => Lists.Headers.Remove(list, Some.HeaderPattern(pattern)));

    private string[] Rules => [.. Lists.HeaderRules(_list).Select(rule => rule.ToString())];

    [Fact]
    public void Rules_come_in_the_order_in_which_they_were_made_the_list_s_own_first()
    {
        Put(null, "X-Zero: *", HeaderAction.Discard);
        Put(_list, "X-Spam-Flag: YES");
        Put(_list, "X-A: b");

        Assert.Equal(["reject 'X-Spam-Flag: YES'", "reject 'X-A: b'", "discard 'X-Zero: *' for all lists"], Rules);
        Assert.Equal(["discard 'X-Zero: *' for all lists"], Lists.Headers.All(null).Select(rule => rule.ToString()));
        Assert.Equal(2, Lists.Headers.All(_list).Count);
    }

    [Fact]
    public void What_becomes_of_messages_can_be_changed_and_the_rule_stays_in_its_place()
    {
        Put(_list, "X-Spam-Flag: YES");
        Put(_list, "X-A: b");

        Assert.Equal(Change.None, Put(_list, "x-spam-flag: yes"));
        Assert.Equal(Change.Altered, Put(_list, "x-spam-flag: yes", HeaderAction.Discard));
        Assert.Equal(["discard 'X-Spam-Flag: YES'", "reject 'X-A: b'"], Rules);
    }

    [Fact]
    public void A_rule_that_went_and_came_again_is_the_last()
    {
        Put(_list, "X-Spam-Flag: YES");
        Put(_list, "X-A: b");

        Assert.Equal(Change.None, Remove(null, "X-Spam-Flag: YES"));
        Assert.Equal(Change.Removed, Remove(_list, "X-SPAM-FLAG: yes"));
        Assert.Equal(Change.None, Remove(_list, "X-Spam-Flag: YES"));
        Assert.Equal(["reject 'X-A: b'"], Rules);
        Assert.Equal(Change.Added, Put(_list, "X-Spam-Flag: YES"));
        Assert.Equal(["reject 'X-A: b'", "reject 'X-Spam-Flag: YES'"], Rules);
    }

    [Fact]
    public void There_are_so_many_and_no_more()
    {
        Write(() =>
        {
            for (int i = 0; i < HeaderRuleTable.Most; i++)
            {
                Lists.Headers.Put(_list, Some.HeaderPattern($"X-A: {i}"), HeaderAction.Reject);
            }
        });

        Assert.Throws<Failure>(() => Put(_list, "X-A: b"));
        Assert.Equal(Change.Altered, Put(_list, "X-A: 7", HeaderAction.Discard));
        Assert.Equal(Change.Added, Put(null, "X-A: b"));
    }

    [Fact]
    public void What_only_a_later_version_does_with_messages_is_not_done()
    {
        Put(_list, "X-Spam-Flag: YES");
        Sql("UPDATE header_rule SET action = 'hold'");

        Assert.Empty(Rules);
    }
}
