using MailingList.Core.Lists;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class RecipientsTests : StoreTest
{
    private readonly ListSnapshot _list;

    public RecipientsTests() => _list = CreateList();

    private IEnumerable<string> Recipients(string after = "", int count = 100, params string[] except) =>
        Lists.Recipients(_list, after, count, [.. except.Select(Address)]).Select(recipient => recipient.Text);

    private void SetVacation(string address, int days) => Database.Write(() =>
        Lists.Subscribers.Put(_list, new SubscriberRequest(Address(address), Vacation: DateOnly.FromDateTime(Clock.Now.UtcDateTime).AddDays(days)), "shell"));

    [Fact]
    public void Recipients_come_by_domain_and_then_by_local_part()
    {
        Subscribe(_list, "z@a.example", "a@b.example", "B@B.example", "m@a.example", "c@xn--bcher-kva.example", "d@bücher.example");

        Assert.Equal(
            ["m@a.example", "z@a.example", "a@b.example", "B@B.example", "c@xn--bcher-kva.example", "d@bücher.example"], Recipients());
    }

    [Fact]
    public void Pages_follow_each_other_over_domains_and_meet_everybody_once()
    {
        string[] everybody = [.. from domain in Enumerable.Range(1, 5) from local in Enumerable.Range(1, 7) select $"u{local}@d{domain}.example"];
        Subscribe(_list, everybody);
        List<string> met = [];

        for (string after = string.Empty; ;)
        {
            var page = Lists.Recipients(_list, after, 4, []);
            if (page.Count == 0)
            {
                break;
            }

            met.AddRange(page.Select(recipient => recipient.Text));
            after = page[^1].Key;
        }

        Assert.Equal(everybody, met);
    }

    [Fact]
    public void Letters_beyond_the_basic_plane_do_not_break_the_paging()
    {
        string[] everybody = ["a@x.example", "\uff5e@x.example", "😀@x.example", "b@y.example"];
        Subscribe(_list, everybody);

        Assert.Equal(everybody, Recipients());
        Assert.Equal(["😀@x.example", "b@y.example"], Recipients(Address("\uff5e@x.example").Key));
        Assert.Equal(["b@y.example"], Recipients(Address("😀@x.example").Key));
    }

    [Fact]
    public void Who_wants_no_posts_and_who_has_gone_get_none()
    {
        Subscribe(_list, "a@x.example", "b@x.example", "c@x.example");
        Database.Write(() => Lists.Subscribers.Put(_list, new SubscriberRequest(Address("a@x.example"), Delivery: DeliveryMode.None), "shell"));
        Database.Write(() => Lists.Subscribers.Remove(_list, Address("b@x.example")));

        Assert.Equal(["c@x.example"], Recipients());
    }

    [Fact]
    public void Who_has_vacation_gets_none_until_the_day_begins()
    {
        Subscribe(_list, "a@x.example", "b@x.example");
        SetVacation("a@x.example", 1);
        Assert.Equal(["b@x.example"], Recipients());

        Clock.Now = new DateTimeOffset(2024, 1, 1, 23, 59, 59, 999, TimeSpan.Zero);
        Assert.Equal(["b@x.example"], Recipients());

        Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(["a@x.example", "b@x.example"], Recipients());
    }

    [Fact]
    public void A_vacation_until_today_or_before_keeps_nothing_back()
    {
        SetVacation("a@x.example", 0);
        SetVacation("b@x.example", -400);

        Assert.Equal(["a@x.example", "b@x.example"], Recipients());
    }

    [Fact]
    public void The_day_is_that_of_UTC()
    {
        SetVacation("a@x.example", 1);
        Clock.Now = new DateTimeOffset(2024, 1, 2, 1, 0, 0, TimeSpan.FromHours(2));

        Assert.Empty(Recipients());
    }

    [Fact]
    public void Who_is_left_out_gets_none_and_a_page_is_full_all_the_same()
    {
        Subscribe(_list, "a@x.example", "b@x.example", "c@x.example", "d@x.example");

        Assert.Equal(["a@x.example", "c@x.example"], Recipients(count: 2, except: ["B@x.example", "nobody@x.example"]));
        Assert.Equal(["d@x.example"], Recipients(Address("c@x.example").Key, 2, "B@x.example", "nobody@x.example"));
        Assert.Equal(["b@x.example", "c@x.example"], Recipients(count: 2, except: ["a@x.example", "d@x.example"]));
        Assert.Empty(Recipients(count: 2, except: ["a@x.example", "b@x.example", "c@x.example", "d@x.example"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_page_that_is_not_full_is_the_last_whoever_is_left_out(int count)
    {
        string[] everybody = [.. Enumerable.Range(0, 8).Select(i => $"u{i}@x.example")];
        Subscribe(_list, everybody);
        for (int chosen = 0; chosen < 1 << everybody.Length; chosen += 3)
        {
            string[] except = [.. everybody.Where((_, i) => (chosen >> i & 1) == 1)];
            List<string> met = [];
            for (string[] page = [.. Recipients(string.Empty, count, except)]; ; page = [.. Recipients(Address(met[^1]).Key, count, except)])
            {
                met.AddRange(page);
                if (page.Length < count)
                {
                    break;
                }
            }

            Assert.Equal(everybody.Except(except), met);
        }
    }

    [Fact]
    public void The_subscribers_of_other_lists_get_none()
    {
        Subscribe(CreateList("users@lists.example.org"), "a@x.example");

        Assert.Empty(Recipients());
    }

    [Fact]
    public void A_page_holds_no_more_than_was_asked_for()
    {
        Subscribe(_list, "a@x.example", "b@x.example", "c@x.example");

        Assert.Equal(["a@x.example", "b@x.example"], Recipients(count: 2));
        Assert.Equal(["c@x.example"], Recipients(Address("b@x.example").Key, 2));
    }

    [Fact]
    public void All_subscribers_are_read_over_the_ends_of_pages()
    {
        string[] everybody = [.. Enumerable.Range(0, 2500).Select(i => $"u{i:0000}@x.example")];
        Subscribe(_list, everybody);

        Assert.Equal(everybody, Lists.Subscribers.All(_list).Select(subscriber => subscriber.Address.Text));
        Assert.Equal(2500, Lists.Subscribers.Count(_list));
    }
}
