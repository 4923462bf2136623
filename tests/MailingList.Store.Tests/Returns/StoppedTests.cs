using MailingList.Core;
using MailingList.Core.Lists;
using MailingList.Core.Standing;
using MailingList.Store.Tests.Requests;

namespace MailingList.Store.Tests.Returns;

/// <summary>Nobody stays without posts for longer than anybody has a reason for.</summary>
public sealed class StoppedTests : ReturnsTest
{
    private void Stop()
    {
        BounceDaily(3, Ann);
        Bounce(ProbeTo(Ann).ReturnPath, Ann);
        Assert.DoesNotContain(Ann, Readers());
        Told();
    }

    [Fact]
    public void When_what_stopped_them_is_forgotten_the_posts_come_again()
    {
        Stop();
        Mail.Host.Clock.Now += TimeSpan.FromDays(91);
        // What is kept for a while is forgotten when something of its kind is written.
        Mail.Book.Put(new AddressStanding(Core.Addressing.EmailAddress.Parse(Bob), StandingState.Clear, new DateOnly(2026, 1, 1), Core.Addressing.EmailAddress.Parse(Dev)));
        Assert.Null(Standing(Ann));
        Mail.Sweep();
        Assert.Contains(Ann, Readers());
        Assert.Equal(["resumed bounces"], Events(Ann));
    }

    [Fact]
    public void Who_is_subscribed_anew_on_the_same_day_gets_posts_again()
    {
        Stop();
        Mail.Host.Unsubscribe(Ann);
        Mail.Host.Subscribe(Ann);
        Mail.Sweep();
        Assert.Contains(Ann, Readers());
    }

    [Fact]
    public void A_mail_that_comes_again_is_a_sign_of_life_as_well()
    {
        byte[] post = System.Text.Encoding.ASCII.GetBytes($"From: {Ann}\nTo: {Dev}\nSubject: hello\nMessage-ID: <1@example.net>\n\nHello.\n");
        Assert.IsType<Outcome.Distributed>(Mail.Receive(post, Dev, Ann));
        Pass();
        Stop();
        Assert.IsType<Outcome.Duplicate>(Mail.Receive(post, Dev, Ann));
        Assert.Contains(Ann, Readers());
    }

    [Fact]
    public void The_owners_of_all_lists_hear_the_day_on_which_it_ends()
    {
        const string Users = "users@lists.example.org";
        Mail.Host.Create(Users);
        Mail.Host.Set(Setting.BounceRemoval, "60", Users);
        Mail.Host.Subscribe(Ann, list: Users);
        Set(Setting.BounceRemoval, "10");
        BounceDaily(3, Ann);
        Bounce(ProbeTo(Ann).ReturnPath, Ann);
        string end = IsoDate.Of(IsoDate.DayOf(Mail.Host.Clock.Now).AddDays(10));
        SentLetter[] told = [.. Told().Where(letter => letter.Recipients.Contains(Olga))];
        Assert.Equal(2, told.Length);
        Assert.All(told, letter => Assert.True(letter.Has(end), letter.Body));
    }
}
