using MailingList.Core.Lists;

namespace MailingList.Store.Tests.Requests;

/// <summary>What owners do by mail.</summary>
public sealed class OwnerCommandsTests : MailTest
{
    [Fact]
    public void One_confirmation_is_enough_for_all_commands_of_a_mail()
    {
        Mail.Host.Subscribe("carl@example.net");
        const string commands = "subscribe ann@example.net\nsubscribe bea@example.net none\nunsubscribe carl@example.net\nset posting=announce\nset description=News, äöü\n";

        Mail.Receive(Olga, Request, body: commands, fields: Authenticated("example.org"));
        SentLetter question = Mail.Letter();
        Assert.Contains(
            "    subscribe ann@example.net\n    subscribe bea@example.net none\n    unsubscribe carl@example.net\n    set posting=announce\n    set description=...\n",
            question.Body, StringComparison.Ordinal);
        Assert.Equal(["carl@example.net"], Mail.Host.Subscribers());

        Reply(question, Olga);

        Assert.Equal(["ann@example.net", "bea@example.net"], Mail.Host.Subscribers());
        Assert.Equal(("owner", DeliveryMode.None), (Find("bea@example.net")!.Origin, Find("bea@example.net")!.Delivery));
        Assert.Equal((PostingPolicy.Announce, "News, äöü"), (Mail.Host.List()!.Settings.Posting, Mail.Host.List()!.Settings.Description));
        IReadOnlyList<SentLetter> letters = Mail.Letters();
        Assert.Equal(["ann@example.net", "bea@example.net", "carl@example.net", Olga], letters.Select(letter => letter.To));
        Assert.All(Results(letters[3]), result => Assert.EndsWith("done", result, StringComparison.Ordinal));
        Assert.Equal(["subscribed owner"], Events("ann@example.net"));
    }

    [Fact]
    public void A_mail_that_only_looks_like_an_owners_does_nothing()
    {
        Mail.Receive(Olga, Request, body: "set posting=open\n");

        Assert.Equal(Olga, Mail.Letter().To);
        Assert.Equal(PostingPolicy.Subscribers, Mail.Host.List()!.Settings.Posting);
    }

    [Fact]
    public void Who_is_no_owner_any_more_when_the_answer_comes_may_not()
    {
        Mail.Receive(Olga, Request, body: "subscribe ann@example.net\n");
        SentLetter question = Mail.Letter();
        Mail.Host.SetOwners(Dev, "otto@example.org");

        Reply(question, Olga);

        Assert.EndsWith("only owners of the list can do this", Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
        Assert.Empty(Mail.Host.Subscribers());
    }

    [Fact]
    public void Owners_can_be_set()
    {
        Agree(Olga, Request, "set owners=otto@example.org, Nina@example.org\nshow\n");

        Assert.Equal(["Nina@example.org", "otto@example.org"], Mail.Host.Owners().Order(StringComparer.Ordinal));
        // Olga is none any more, and sees no settings.
        Assert.Equal(["> set owners=otto@example.org,Nina@example.org\ndone", "> show\nonly owners of the list can do this"], Results(Mail.Letter()));
    }

    [Fact]
    public void The_last_owner_stays()
    {
        Mail.Receive(Olga, Request, body: "set owners=\n", fields: Authenticated("example.org"));

        Assert.Contains("owners are addresses", Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
        Assert.Equal([Olga], Mail.Host.Owners());
    }

    [Fact]
    public void An_empty_value_brings_the_default_back()
    {
        Set(Setting.MaxSize, "1k");

        Agree(Olga, Request, "set max-size=\n");

        Assert.Equal(10 << 20, Mail.Host.List()!.Settings.MaxSize);
        Assert.Equal("> set max-size=\ndone", Assert.Single(Results(Mail.Letter())));
    }

    [Fact]
    public void The_settings_are_shown_as_they_are_after_the_commands_before()
    {
        Agree(Olga, Request, "set posting=open\nset owners=olga@example.org,otto@example.org\nshow\n");

        string shown = Results(Mail.Letter())[2];
        Assert.Contains("\nposting=open\n", shown, StringComparison.Ordinal);
        Assert.Contains("\nmax-size=10M\n", shown, StringComparison.Ordinal);
        Assert.Contains("olga@example.org,otto@example.org", shown, StringComparison.Ordinal);
        Assert.Contains("list-id=dev.lists.example.org", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set list-id=other", "list-id is fixed")]
    [InlineData("set colour=blue", "what can be set of the list is description, posting")]
    [InlineData("set max-size=huge", "max-size is a size such as 500k or 10M, or 0")]
    [InlineData("set posting=nobody", "posting is one of open, subscribers, announce")]
    [InlineData("set owners=olga", "owners are addresses")]
    [InlineData("subscribe not-an-address", "owners also an address")]
    public void What_cannot_be_set_is_told_with_what_can(string command, string words)
    {
        Mail.Receive(Olga, Request, body: command + "\n", fields: Authenticated("example.org"));

        Assert.Contains(words, Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscribe dev@lists.example.org", "a list cannot subscribe to itself")]
    [InlineData("unsubscribe nobody@example.net", "this address is not subscribed")]
    [InlineData("subscribe carl@example.net", "it was so already")]
    public void What_changes_nothing_is_told_too(string command, string words)
    {
        Mail.Host.Subscribe("carl@example.net");

        Agree(Olga, Request, command + "\n");

        Assert.Contains(words, Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
        Assert.Equal(["carl@example.net"], Mail.Host.Subscribers());
    }

    [Fact]
    public void An_owner_subscribes_to_a_list_that_asks_owners_without_asking_them()
    {
        Set(Setting.Subscription, "approve");

        Agree(Olga, Subscribe);

        Assert.NotNull(Find(Olga));
        Assert.Equal("Welcome to dev", Mail.Letter().Subject);
    }

    [Fact]
    public void Without_greetings_nobody_but_the_owner_gets_a_letter()
    {
        Set(Setting.Welcome, "off");
        Set(Setting.Goodbye, "off");
        Mail.Host.Subscribe("carl@example.net");

        Agree(Olga, Request, "subscribe ann@example.net\nunsubscribe carl@example.net\n");

        Assert.Equal(Olga, Mail.Letter().To);
    }

    [Fact]
    public void Text_of_a_mail_that_is_not_certain_stands_in_no_letter()
    {
        Mail.Host.Subscribe(Olga);
        const string spam = "Buy http://evil.example/";

        Mail.Receive(Olga, Request, spam, $"set name {spam}\nset description={spam}\nset posting={spam}\n{spam}\nsubscribe {spam}\nset delivery {spam}\n");

        SentLetter letter = Mail.Letter();
        Assert.StartsWith("Please confirm your commands for dev", letter.Subject, StringComparison.Ordinal);
        Assert.All(["evil", "Buy", "http:"], text => Assert.False(letter.Has(text), $"{text} in\n{letter.Body}"));
    }

    [Fact]
    public void Nor_in_answers_to_strangers()
    {
        const string spam = "http://evil.example/buy";

        Mail.Receive(Bob, Request, spam, $"subscribe {spam}\nset posting={spam}\nset evil={spam}\nset name {spam}\n");
        Mail.Receive(Bob, Request, spam, $"unsubscribe \"{spam}\"@evil.example\nchange-address evil@evil.example\nset owners=evil@evil.example\n{spam}\n");

        Assert.All(Mail.Letters(), letter => Assert.False(letter.Has("evil"), letter.Body));
    }
}
