using MailingList.Core.Lists;
using MailingList.Core.Standing;
using MailingList.Store.Tests.Requests;

namespace MailingList.Store.Tests.Returns;

/// <summary>The way of an address that is gone, and what keeps others from it.</summary>
public sealed class DeadAddressTests : ReturnsTest
{
    private const string Unknown = "550 5.1.1 User unknown";

    [Fact]
    public void Three_days_of_bounces_and_a_probe_that_comes_back_end_delivery_and_after_a_month_the_subscription()
    {
        BounceDaily(2, Ann);
        Assert.DoesNotContain(Told(), letter => letter.Recipients.Contains(Ann));
        BounceDaily(1, Ann);
        SentLetter probe = ProbeTo(Ann);
        Assert.StartsWith("dev-bounces+", probe.ReturnPath, StringComparison.Ordinal);
        Assert.Equal(StandingState.Probed, Standing(Ann)!.State);
        Assert.Contains(Ann, Readers());

        Bounce(probe.ReturnPath, Ann);
        SentLetter told = Assert.Single(Told(), letter => letter.To == Olga);
        Assert.True(told.Has(Ann) && told.Has("User unknown"), told.Body);
        Assert.DoesNotContain(Ann, Readers());
        Assert.Equal(19, Readers().Length);
        Assert.NotNull(Subscriber(Ann));

        Pass(29);
        Assert.Equal(2, Told().Count(letter => letter.Recipients.Contains(Ann)));
        Assert.NotNull(Subscriber(Ann));
        Pass();
        Assert.Null(Subscriber(Ann));
        Assert.Equal([Ann, Olga], Told().TakeLast(2).Select(letter => letter.To));
        Assert.Equal(["probed bounces", "stopped bounces", "unsubscribed bounces"], Events(Ann));
        Pass(60);
        Assert.Equal(19, Readers().Length);
    }

    [Fact]
    public void Nobody_is_taken_off_without_the_two_letters_however_long_nobody_looked()
    {
        BounceDaily(3, Ann);
        Bounce(ProbeTo(Ann).ReturnPath, Ann);
        Told();
        Mail.Host.Clock.Now += TimeSpan.FromDays(45);
        Mail.Sweep();
        Mail.Sweep();
        Assert.Single(Told(), letter => letter.Recipients.Contains(Ann));
        Pass(9);
        Assert.DoesNotContain(Told(), letter => letter.Recipients.Contains(Ann));
        Pass();
        Assert.Single(Told(), letter => letter.Recipients.Contains(Ann));
        Pass(9);
        Assert.NotNull(Subscriber(Ann));
        Pass();
        Assert.Null(Subscriber(Ann));
        Assert.Equal(["probed bounces", "stopped bounces", "unsubscribed bounces"], Events(Ann));
    }

    [Fact]
    public void A_probe_that_arrives_clears_the_address()
    {
        BounceDaily(3, Ann);
        ProbeTo(Ann);
        Pass(15);
        Assert.Equal(StandingState.Clear, Standing(Ann)!.State);
        // What was before counts no more, nor does the day itself.
        BounceDaily(3, Ann);
        Assert.DoesNotContain(Told(), letter => letter.Recipients.Contains(Ann));
        BounceDaily(1, Ann);
        ProbeTo(Ann);
    }

    [Theory]
    [InlineData("dev@lists.example.org")]
    [InlineData("dev-owner@lists.example.org")]
    [InlineData("dev-request@lists.example.org")]
    public void Any_mail_from_them_lets_the_posts_come_again(string recipient)
    {
        BounceDaily(3, Ann);
        Bounce(ProbeTo(Ann).ReturnPath, Ann);
        Assert.DoesNotContain(Ann, Readers());

        Mail.Receive(Ann, recipient, "help");
        Assert.Contains(Ann, Readers());
        Assert.Equal(StandingState.Clear, Standing(Ann)!.State);
        Pass(40);
        Assert.NotNull(Subscriber(Ann));
        Assert.Equal(["probed bounces", "stopped bounces", "resumed mail"], Events(Ann));
    }

    [Fact]
    public void Who_is_subscribed_anew_gets_posts_again()
    {
        BounceDaily(3, Ann);
        Bounce(ProbeTo(Ann).ReturnPath, Ann);
        Pass();
        Mail.Host.Unsubscribe(Ann);
        Mail.Host.Subscribe(Ann);
        Pass();
        Assert.Equal(StandingState.Clear, Standing(Ann)!.State);
        Assert.Contains(Ann, Readers());
    }

    [Theory]
    [InlineData("5.7.1", "550 5.7.1 Message rejected due to local policy")]
    [InlineData("5.7.26", "550 5.7.26 DMARC policy of the sender's domain")]
    [InlineData("5.3.4", "552 5.3.4 Message size exceeds fixed limit")]
    [InlineData("5.0.0", "550 high probability of spam")]
    public void What_a_host_has_against_the_post_is_never_counted(string status, string text)
    {
        BounceDaily(30, Ann, status, text);
        Assert.Null(Standing(Ann));
        Assert.DoesNotContain(Told(), letter => letter.Recipients.Contains(Ann));
        Assert.Contains(Ann, Readers());
        Assert.NotEmpty(Mail.Book.Known(Core.Addressing.EmailAddress.Parse(Ann)));
    }

    [Fact]
    public void A_full_mailbox_counts_slowly()
    {
        BounceDaily(11, Ann, "5.2.2", "552 5.2.2 Mailbox full");
        Assert.Null(Standing(Ann));
        BounceDaily(1, Ann, "5.2.2", "552 5.2.2 Mailbox full");
        Assert.Equal(StandingState.Probed, Standing(Ann)!.State);
    }

    [Fact]
    public void Many_bounces_of_a_day_are_one_day()
    {
        for (int i = 0; i < 10; i++)
        {
            Bounce(Post(), Ann);
        }

        Pass(3);
        Assert.Null(Standing(Ann));
    }

    [Fact]
    public void Days_that_lie_too_far_apart_do_not_count_together()
    {
        BounceDaily(2, Ann);
        Pass(13);
        BounceDaily(2, Ann);
        Assert.Null(Standing(Ann));
    }

    [Fact]
    public void A_probe_that_is_refused_for_what_it_is_changes_nothing()
    {
        BounceDaily(3, Ann);
        Bounce(ProbeTo(Ann).ReturnPath, Ann, "5.7.1", "550 5.7.1 Blocked, see our postmaster page");
        Assert.Contains(Ann, Readers());
    }

    [Fact]
    public void A_post_that_comes_back_from_more_than_a_tenth_is_nobodys_fault_and_the_owners_hear_of_it_once()
    {
        for (int day = 0; day < 4; day++)
        {
            string path = Post();
            foreach (string address in (string[])[Ann, Bob, "reader1@example.com", "reader2@example.com", "reader3@example.com"])
            {
                Bounce(path, address);
            }

            SentLetter told = Assert.Single(Told(), letter => letter.Recipients.Contains(Olga) && !letter.Has("reader1@example.com"));
            Assert.True(told.Has("5") && told.Has("20"), told.Body);
            Pass();
            Told();
        }

        Assert.Null(Standing(Ann));
        Assert.Equal(20, Readers().Length);
    }

    [Fact]
    public void An_address_on_two_lists_is_one_address()
    {
        const string Users = "users@lists.example.org";
        Mail.Host.Create(Users);
        Mail.Host.Set(Setting.Verp, "never", Users);
        Mail.Host.Set(Setting.Posting, "open", Users);
        Mail.Host.Subscribe(Ann, list: Users);
        BounceDaily(2, Ann);
        Mail.Receive("author@example.org", Users, "elsewhere");
        Bounce(Told().Last(copy => copy.Recipients.Contains(Ann)).ReturnPath, Ann);
        Pass();
        SentLetter probe = ProbeTo(Ann);
        Assert.StartsWith("users-bounces+", probe.ReturnPath, StringComparison.Ordinal);
        Bounce(probe.ReturnPath, Ann);
        Assert.DoesNotContain(Ann, Readers());
        Told();
        Mail.Receive("author@example.org", Users, "elsewhere again");
        Assert.Empty(Told());
    }

    [Fact]
    public void Owners_get_a_summary_once_a_week_and_only_when_there_is_something()
    {
        Pass(14);
        Assert.Empty(Told());
        Bounce(Post(), Ann, text: Unknown);
        Told();
        Pass(7);
        SentLetter summary = Assert.Single(Told());
        Assert.Equal(Olga, summary.To);
        Assert.True(summary.Has($"{Ann}, since ") && summary.Has("gone, counted 1 of 3 days: 550 5.1.1 User unknown"), summary.Body);
        Pass(21);
        Assert.Empty(Told());
    }
}
