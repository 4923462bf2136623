using MailingList.Core;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests.Requests;

/// <summary>How often somebody gets letters whose address is in other people's mails.</summary>
public sealed class LimitsTests : MailTest
{
    [Fact]
    public void The_ten_thousandth_request_over_five_hundred_lists_for_one_address_sends_nothing_more()
    {
        for (int i = 0; i < 500; i++)
        {
            Mail.Host.Create($"list{i}@lists.example.org", Olga);
        }

        string[] recipients = ["list{0}-subscribe@lists.example.org", "list{0}-join@lists.example.org", "list{0}+subscribe@lists.example.org"];
        for (int i = 0; i < 10_000; i++)
        {
            Mail.Receive(i % 2 == 0 ? Bob : "BOB.BUILDER@EXAMPLE.NET", recipients[i % 3].Replace("{0}", $"{i % 500}", StringComparison.Ordinal));
            Clock.Now += TimeSpan.FromSeconds(5);
        }

        Assert.Single(Mail.Letters());
    }

    [Fact]
    public void An_open_list_greets_no_more_often_than_others_answer()
    {
        for (int i = 0; i < 50; i++)
        {
            Mail.Host.Create($"list{i}@lists.example.org", Olga);
            Set(Setting.Subscription, "open", $"list{i}@lists.example.org");
            Mail.Receive(Bob, $"list{i}-subscribe@lists.example.org");
        }

        Assert.Equal(LetterLimits.Default.Answers, Mail.Letters().Count);
    }

    [Fact]
    public void The_log_says_why_nothing_went_out()
    {
        Mail.Receive(Bob, Subscribe);
        Outcome outcome = Mail.Receive(Bob, Unsubscribe);
        Assert.Equal("Your address is not subscribed to dev", Mail.Letters()[1].Subject);
        Assert.Empty(LeftOut(outcome));

        outcome = Mail.Receive(Bob, Subscribe);

        Assert.Equal([$"no confirm-subscribe to {Bob}: it had 1 today"], LeftOut(outcome));
        Assert.Empty(Mail.Sent);
    }

    [Fact]
    public void A_day_later_there_is_another_question()
    {
        Mail.Receive(Bob, Subscribe);
        Clock.Now += TimeSpan.FromHours(23);
        Mail.Receive(Bob, Subscribe);
        Assert.Single(Mail.Letters());

        Clock.Now += TimeSpan.FromHours(1.1);
        Mail.Receive(Bob, Subscribe);

        Assert.Single(Mail.Letters());
    }

    [Fact]
    public void Who_has_confirmed_may_ask_again_the_same_day()
    {
        Mail.Host.Create("news@lists.example.org", Olga);
        Agree(Bob, Subscribe);
        Mail.Letters();

        Agree(Bob, "news-subscribe@lists.example.org");
        Mail.Letters();
        Agree(Bob, Unsubscribe);

        Assert.Equal("You have left dev", Mail.Letter().Subject);
        Assert.NotNull(Find(Bob, "news@lists.example.org"));
    }

    [Fact]
    public void What_was_asked_by_another_address_stays_counted()
    {
        Mail.Receive("ann@example.net", Subscribe);
        Mail.Letters();
        Agree(Bob, Subscribe);
        Mail.Letters();

        Mail.Receive("ann@example.net", Subscribe);

        Assert.Empty(Mail.Sent);
    }

    [Fact]
    public void Answers_to_one_address_stop_after_twenty_in_a_day()
    {
        for (int i = 0; i < 50; i++)
        {
            Mail.Receive(Bob, Request, "help");
            Clock.Now += TimeSpan.FromMinutes(20);
        }

        Assert.Equal(20, Mail.Letters().Count);
        Assert.Equal([$"no help to {Bob}: it had 20 today"], LeftOut(Mail.Receive(Bob, Request, "help")));
        Mail.Receive("ann@example.net", Request, "help");
        Assert.Single(Mail.Letters());
        Clock.Now += TimeSpan.FromDays(1);
        Mail.Receive(Bob, Request, "help");
        Assert.Single(Mail.Letters());
    }

    [Fact]
    public void Who_has_confirmed_is_answered_whatever_else_went_to_them()
    {
        Mail.Receive(Bob, Subscribe);
        SentLetter question = Mail.Letter();
        for (int i = 0; i < 20; i++)
        {
            Mail.Receive(Bob, Request, "help");
        }

        Mail.Letters();
        Reply(question);

        Assert.Equal("Welcome to dev", Mail.Letter().Subject);
    }

    [Fact]
    public void A_code_that_fell_into_wrong_hands_makes_no_room_for_more_letters()
    {
        Mail.Host.Create("news@lists.example.org", Olga);
        Mail.Receive(Bob, Subscribe);
        SentLetter question = Mail.Letter();
        Clock.Now += TimeSpan.FromMinutes(5);
        Reply(question, "eve@example.com");
        Assert.Equal("Welcome to dev", Mail.Letter().Subject);

        for (int i = 0; i < 100; i++)
        {
            Mail.Receive(Bob, "news-subscribe@lists.example.org");
            Reply(question, "eve@example.com");
            Clock.Now += TimeSpan.FromSeconds(10);
        }

        // One question, and as many answers as anybody gets: 'You are subscribed already'.
        Assert.Equal(1 + LetterLimits.Default.Answers, Mail.Letters().Count);
    }

    [Fact]
    public void Letters_to_one_domain_stop_for_the_hour()
    {
        using var few = new FewLetters(new LetterLimits(20, Domain: 5, Total: 100));

        few.Ask(Enumerable.Range(0, 10).Select(i => $"somebody{i}@example.net"));
        Assert.Equal(5, few.Mail.Letters().Count);
        few.Ask(["somebody@sub.example.net", "somebody@example.net.example"]);
        Assert.Equal(2, few.Mail.Letters().Count);
        Assert.Equal(["no confirm-subscribe to ann@EXAMPLE.net: its domain had 5 letters within the hour"], LeftOut(few.Mail.Receive("ann@EXAMPLE.net", Subscribe)));
        few.Mail.Host.Clock.Now += TimeSpan.FromMinutes(61);
        few.Ask(["ann@example.net"]);
        Assert.Single(few.Mail.Letters());
    }

    [Fact]
    public void Letters_to_all_stop_for_the_hour()
    {
        using var few = new FewLetters(new LetterLimits(20, Domain: 5, Total: 8));

        few.Ask(Enumerable.Range(0, 20).Select(i => $"somebody@example{i}.net"));

        Assert.Equal(8, few.Mail.Letters().Count);
        Assert.Equal(["no help to ann@example.org: 8 letters went out within the hour"], LeftOut(few.Mail.Receive("ann@example.org", Request, "help")));
        few.Mail.Host.Clock.Now += TimeSpan.FromMinutes(61);
        few.Ask(["ann@example.net"]);
        Assert.Single(few.Mail.Letters());
    }

    [Fact]
    public void Of_a_question_that_does_not_go_out_nothing_is_noted()
    {
        using var few = new FewLetters(new LetterLimits(20, Domain: 5, Total: 0));

        few.Ask([Bob]);

        Assert.Empty(few.Mail.Letters());
        Assert.Empty(few.Mail.Host.Lists.Events.Of(few.Mail.Host.List()!, Host.Address(Bob)));
    }

    [Fact]
    public void Nobody_is_kept_from_leaving_by_what_others_asked_in_their_name_if_their_mail_is_authenticated()
    {
        Mail.Host.Subscribe(Bob);
        Mail.Receive(Bob, Unsubscribe);
        Mail.Receive(Bob, Unsubscribe);
        Assert.Single(Mail.Letters());

        Mail.Receive(Bob, Unsubscribe, fields: Authenticated());

        Assert.Null(Find());
    }

    private sealed class FewLetters : IDisposable
    {
        internal FewLetters(LetterLimits limits)
        {
            Mail = new MailHost(limits: limits);
            Mail.Host.Create(Dev, Olga);
        }

        internal MailHost Mail { get; }

        internal void Ask(IEnumerable<string> addresses)
        {
            foreach (string address in addresses)
            {
                Mail.Receive(address, MailTest.Subscribe);
            }
        }

        public void Dispose() => Mail.Dispose();
    }
}
