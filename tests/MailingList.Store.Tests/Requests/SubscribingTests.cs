using MailingList.Core;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;

namespace MailingList.Store.Tests.Requests;

/// <summary>What becomes of somebody who asks to be subscribed.</summary>
public sealed class SubscribingTests : MailTest
{
    [Fact]
    public void Who_asks_is_asked_back_and_subscribed_when_they_answer()
    {
        Outcome outcome = Mail.Receive(Bob, Subscribe);

        SentLetter question = Mail.Letter();
        Assert.Equal([$"confirm-subscribe to {Bob}"], Assert.IsType<Outcome.Answered>(outcome).Done);
        Assert.Null(Find());
        Assert.Equal(["asked mail"], Events());

        outcome = Reply(question);

        Assert.Equal([$"welcome to {Bob}"], Assert.IsType<Outcome.Answered>(outcome).Done);
        Assert.Equal("Welcome to dev", Mail.Letter().Subject);
        Assert.Equal((Bob, "mail", DeliveryMode.Each), (Find()!.Address.Text, Find()!.Origin, Find()!.Delivery));
        Assert.Equal(["asked mail", "subscribed mail"], Events());
    }

    [Theory]
    [InlineData("dev-subscribe@lists.example.org")]
    [InlineData("dev-join@lists.example.org")]
    [InlineData("dev+subscribe@lists.example.org")]
    [InlineData("dev+join@lists.example.org")]
    [InlineData("DEV-Subscribe@Lists.Example.Org")]
    [InlineData("dev-subscribe+anything@lists.example.org")]
    public void It_can_be_asked_at_any_of_these(string recipient)
    {
        Mail.Receive(Bob, recipient, "Hello", "I would like to be subscribed.\n");

        Assert.Equal("dev-confirm", ReplyTo(Mail.Letter()).Split('+', '@')[0]);
    }

    [Fact]
    public void On_an_open_list_who_asks_is_subscribed()
    {
        Set(Setting.Subscription, "open");

        Mail.Receive(Bob, Subscribe);

        Assert.Equal("Welcome to dev", Mail.Letter().Subject);
        Assert.NotNull(Find());
    }

    [Fact]
    public void On_an_open_list_without_greetings_who_asks_is_told_that_it_is_done()
    {
        Set(Setting.Subscription, "open");
        Set(Setting.Welcome, "off");

        Mail.Receive(Bob, Subscribe);

        Assert.Contains("done", Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
        Assert.NotNull(Find());
    }

    [Fact]
    public void On_an_open_list_nobody_changes_how_somebody_else_is_subscribed()
    {
        Set(Setting.Subscription, "open");
        Mail.Host.Subscribe(Bob);

        Mail.Receive(Bob, Request, "subscribe none");

        SentLetter question = Mail.Letter();
        Assert.Equal(DeliveryMode.Each, Find()!.Delivery);
        Reply(question);
        Assert.Equal(DeliveryMode.None, Find()!.Delivery);
    }

    [Fact]
    public void On_a_closed_list_who_asks_is_told_so()
    {
        Set(Setting.Subscription, "closed");

        Mail.Receive(Bob, Subscribe);

        Assert.Equal("You cannot join dev by mail", Mail.Letter().Subject);
        Assert.Null(Find());
    }

    [Fact]
    public void An_owner_can_subscribe_to_a_closed_list()
    {
        Set(Setting.Subscription, "closed");

        Agree(Olga, Subscribe);

        Assert.NotNull(Find(Olga));
    }

    [Fact]
    public void A_list_that_was_closed_meanwhile_takes_nobody()
    {
        Mail.Receive(Bob, Subscribe);
        SentLetter question = Mail.Letter();
        Set(Setting.Subscription, "closed");

        Reply(question);

        Assert.Equal("You cannot join dev by mail", Mail.Letter().Subject);
        Assert.Null(Find());
    }

    [Fact]
    public void Where_owners_decide_who_has_confirmed_waits_for_them()
    {
        Set(Setting.Subscription, "approve");

        Mail.Receive(Bob, Subscribe);
        Reply(Mail.Letter());

        IReadOnlyList<SentLetter> letters = Mail.Letters();
        Assert.Equal([Olga, Bob], letters.Select(letter => letter.To));
        Assert.Equal("Your request to join dev is being looked at", letters[1].Subject);
        Assert.Null(Find());
        Assert.Equal(ApplicationDecision.Waiting, Application()!.Decision);
        Assert.Equal(["asked mail", "applied mail"], Events());
    }

    [Theory]
    [InlineData("subscribe")]
    [InlineData("subscribe each")]
    public void Who_is_subscribed_already_is_told_so(string command)
    {
        Mail.Host.Subscribe("bob.builder@EXAMPLE.net");

        Mail.Receive(Bob, Request, command);

        Assert.Equal("You are subscribed to dev already", Mail.Letter().Subject);
        Assert.Equal("bob.builder@EXAMPLE.net", Find()!.Address.Text);
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("approve")]
    [InlineData("open")]
    public void The_wish_for_delivery_is_kept_until_somebody_is_subscribed(string policy)
    {
        Set(Setting.Subscription, policy);

        Mail.Receive(Bob, Request, "subscribe none");
        if (policy != "open")
        {
            Reply(Mail.Letter());
        }

        if (policy == "approve")
        {
            Decide(Mail.Letters()[0], "accept");
        }

        Assert.Equal(DeliveryMode.None, Find()!.Delivery);
    }

    [Fact]
    public void The_address_is_kept_as_its_owner_types_it()
    {
        Mail.Receive("BOB.Builder@example.net", Subscribe);

        // A token spells it in lower case.
        Reply(Mail.Letter(), from: "Bob.BUILDER@Example.NET");

        Assert.Equal("Bob.BUILDER@Example.NET", Find()!.Address.Text);
        Assert.Equal("Bob.BUILDER@Example.NET", Mail.Sent[0].To);
    }

    [Fact]
    public void Owners_hear_of_it_where_they_want_to()
    {
        Set(Setting.Notify, "on");

        Agree(Bob, Subscribe);

        IReadOnlyList<SentLetter> letters = Mail.Letters();
        Assert.Equal([Bob, Olga], letters.Select(letter => letter.To));
        Assert.Equal("dev-owner@lists.example.org", letters[1].Message.To.Mailboxes.Single().Address);
        Assert.Contains(Bob, letters[1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_greeting_who_confirmed_is_told_that_it_is_done()
    {
        Set(Setting.Welcome, "off");

        Agree(Bob, Subscribe);

        Assert.Contains("done", Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
    }

    [Fact]
    public void An_invitation_asks_nobody_else()
    {
        Set(Setting.Subscription, "closed");
        Mail.Write(changes => changes.Invite(Mail.Host.List()!, new SubscriberRequest(Support.Host.Address(Bob)), new Cause(Cause.Shell, "root")));

        Reply(Mail.Letter());

        Assert.Equal("Welcome to dev", Mail.Letter().Subject);
        Assert.NotNull(Find());
        Assert.Equal(["asked shell", "subscribed mail"], Events());
    }
}
