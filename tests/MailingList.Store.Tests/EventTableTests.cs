using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class EventTableTests : StoreTest
{
    private static readonly EmailAddress Anna = Address("Anna@example.org");
    private static readonly Cause Shell = new(Cause.Shell, "root");

    private readonly ListSnapshot _list;

    public EventTableTests() => _list = CreateList();

    private void Note(EmailAddress address, SubscriberEventKind kind, Cause? cause = null, string detail = "") =>
        Write(() => Lists.Events.Note(_list, address, kind, cause ?? Shell, detail));

    private IEnumerable<SubscriberEventKind> Kinds(string address) => Lists.Events.Of(_list, Address(address)).Select(one => one.Kind);

    [Fact]
    public void What_happened_is_told_as_it_was_noted_the_oldest_first()
    {
        Note(Anna, SubscriberEventKind.Asked, new Cause(Cause.Mail, "anna@example.org", "<1@example.org>"));
        Clock.Now += TimeSpan.FromHours(1);
        Note(Anna, SubscriberEventKind.Subscribed, Shell, "delivery=none");

        IReadOnlyList<SubscriberEvent> events = Lists.Events.Of(_list, Address("ANNA@example.org"));

        Assert.Equal([SubscriberEventKind.Asked, SubscriberEventKind.Subscribed], events.Select(one => one.Kind));
        Assert.Equal([new Cause("mail", "anna@example.org", "<1@example.org>"), Shell], events.Select(one => one.Cause));
        Assert.Equal([string.Empty, "delivery=none"], events.Select(one => one.Detail));
        Assert.Equal("Anna@example.org", events[0].Address.Text);
        Assert.Equal((Clock.Now, "mx1"), (events[1].Stamp.Time, events[1].Stamp.Host));
    }

    [Fact]
    public void Several_things_of_one_moment_are_all_there()
    {
        Write(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                Lists.Events.Note(_list, Anna, SubscriberEventKind.Changed, Shell, $"{i}");
            }
        });

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), Lists.Events.Of(_list, Anna).Select(one => one.Detail));
    }

    [Fact]
    public void What_happened_to_others_and_on_other_lists_is_not_told()
    {
        ListSnapshot users = CreateList("users@lists.example.org");
        Write(() => Lists.Events.Note(users, Anna, SubscriberEventKind.Subscribed, Shell, string.Empty));
        Note(Address("anna@example.org.example"), SubscriberEventKind.Subscribed);
        Note(Address("annab@example.org"), SubscriberEventKind.Subscribed);
        Note(Address("ann@example.org"), SubscriberEventKind.Subscribed);

        Assert.Empty(Kinds("anna@example.org"));
        Assert.Single(Lists.Events.Of(users, Anna));
    }

    [Theory]
    [InlineData("\"anna b\"@example.org")]
    [InlineData("\"anna \"@example.org")]
    [InlineData("\"anna 018cc4f0c200-0000-mx1\"@example.org")]
    [InlineData("\"anna 018cc4f0c200-0000-mx1 018cc4f0c200-0000-mx1\"@example.org")]
    public void An_address_with_blanks_is_not_taken_for_the_one_that_it_begins_with(string nasty)
    {
        Note(Anna, SubscriberEventKind.Asked);
        Note(Address(nasty), SubscriberEventKind.Moved);

        Assert.Equal([SubscriberEventKind.Asked], Kinds("anna@example.org"));
        Assert.Equal([SubscriberEventKind.Moved], Kinds(nasty));
    }

    [Fact]
    public void What_a_stranger_s_mail_says_is_written_so_that_other_hosts_take_it()
    {
        string[] nasty = ["two\r\nlines", new string('x', 5000), "\u001b[2J\0", "\ud83d", new string('y', 997) + "😀"];
        foreach (string text in nasty)
        {
            Note(Anna, SubscriberEventKind.Asked, new Cause(Cause.Mail, text, text), text);
        }

        Assert.All(new Replica(Database).All(), record => Assert.Null(record.Kind.Refuse(record)));
        Assert.Equal("two  lines", Lists.Events.Of(_list, Anna)[0].Detail);
        Assert.Equal(RecordKind.LongestLine, Lists.Events.Of(_list, Anna)[1].Detail.Length);
    }

    [Fact]
    public void What_only_a_later_version_knows_to_happen_is_left_out()
    {
        Note(Anna, SubscriberEventKind.Asked);
        Sql("UPDATE event SET what = 'bounced'");
        Note(Anna, SubscriberEventKind.Unsubscribed);

        Assert.Equal([SubscriberEventKind.Unsubscribed], Kinds("anna@example.org"));
    }

    [Fact]
    public void A_host_that_stands_alone_forgets_what_happened_more_than_90_days_ago()
    {
        Note(Anna, SubscriberEventKind.Subscribed);
        Clock.Now += TimeSpan.FromDays(90);
        Note(Anna, SubscriberEventKind.Changed);
        Assert.Equal([SubscriberEventKind.Subscribed, SubscriberEventKind.Changed], Kinds("anna@example.org"));

        Clock.Now += TimeSpan.FromMilliseconds(1);
        Note(Anna, SubscriberEventKind.Unsubscribed);

        Assert.Equal([SubscriberEventKind.Changed, SubscriberEventKind.Unsubscribed], Kinds("anna@example.org"));
    }

    [Fact]
    public void What_happened_on_a_list_goes_with_it()
    {
        Note(Anna, SubscriberEventKind.Subscribed);
        Write(() => Lists.Applications.Apply(_list, Anna, null));

        Write(() => Lists.Delete(_list));

        Assert.Empty(Rows("SELECT key FROM event UNION ALL SELECT key FROM application"));
        Assert.Empty(Lists.Events.Of(CreateList(), Anna));
    }
}
