using MailingList.Core.Lists;

namespace MailingList.Store.Tests.Requests;

/// <summary>Several commands in one mail: their order, their limits, and the one answer.</summary>
public sealed class CommandsTests : MailTest
{
    [Fact]
    public void Where_one_has_to_be_confirmed_all_wait_and_are_carried_out_in_their_order()
    {
        Mail.Host.Subscribe(Bob);

        Mail.Receive(Bob, Request, body: "settings\nset delivery none\nsettings\nhelp\n");
        SentLetter question = Mail.Letter();
        Assert.Contains("    settings\n    set delivery none\n    settings\n    help\n", question.Body, StringComparison.Ordinal);
        Assert.Equal(DeliveryMode.Each, Find()!.Delivery);

        Reply(question);

        IReadOnlyList<string> results = Results(Mail.Letter());
        Assert.StartsWith("> settings\n    delivery each\n", results[0], StringComparison.Ordinal);
        Assert.Equal("> set delivery none\ndone", results[1]);
        Assert.StartsWith("> settings\n    delivery none\n", results[2], StringComparison.Ordinal);
        Assert.StartsWith("> help\n", results[3], StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_command_has_changed_counts_for_those_behind_it()
    {
        Mail.Host.Subscribe(Bob);

        Mail.Receive(Bob, Request, body: "unsubscribe\nset delivery none\nsettings\n", fields: Authenticated());

        Assert.Null(Find());
        Assert.Equal(2, Mail.Sent.Count); // the goodbye, and the answer
        Assert.Equal(
            ["> unsubscribe\ndone", "> set delivery none\nthis address is not subscribed", "> settings\nthis address is not subscribed"],
            Results(Mail.Letters()[1]));
    }

    [Fact]
    public void Who_subscribes_can_set_something_in_the_same_mail()
    {
        Agree(Bob, Request, "subscribe\nset own-posts off\nset name Bob\n");

        Assert.Equal((false, "Bob"), (Find()!.OwnPosts, Find()!.Name));
        Assert.Equal(["Welcome to dev", "What became of your commands for dev"], Mail.Letters().Select(letter => letter.Subject));
    }

    [Fact]
    public void Who_comes_onto_an_open_list_does_nothing_more_in_somebody_elses_name()
    {
        Set(Setting.Subscription, "open");

        Mail.Receive(Bob, Request, body: "subscribe\nset name Spam\nchange-address victim@example.com\n");

        SentLetter question = Mail.Letter();
        Assert.Equal(Bob, question.To);
        Assert.Null(Find());
        Assert.False(question.Has("victim"));
        Reply(question);
        Assert.Equal("Spam", Find()!.Name);
    }

    [Fact]
    public void Words_for_people_around_one_command_change_nothing_about_its_question()
    {
        Mail.Receive(Bob, Request, body: "Hello,\n\nsubscribe none\n\nSent from my phone\n");

        SentLetter question = Mail.Letter();
        Assert.StartsWith("Please confirm your subscription to dev", question.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("phone", question.Body, StringComparison.Ordinal);
        Reply(question);
        Assert.Equal(DeliveryMode.None, Find()!.Delivery);
        Assert.Equal("Welcome to dev", Mail.Letter().Subject);
    }

    [Fact]
    public void What_is_wrong_among_commands_to_confirm_is_answered_with_them()
    {
        Mail.Host.Subscribe(Bob);

        Mail.Receive(Bob, Request, body: "set delivery sometimes\nset own-posts off\nBuy http://evil.example/\n");
        SentLetter question = Mail.Letter();
        Assert.Contains("    ...\n    set own-posts off\n    ...\n", question.Body, StringComparison.Ordinal);

        Reply(question);
        Assert.Equal(
            ["> set delivery sometimes\nthis cannot be done as it is written (delivery is one of each, none)", "> set own-posts off\ndone", "> Buy http://evil.example/\nthere is no such command"],
            Results(Mail.Letter()));
    }

    [Fact]
    public void A_code_of_an_earlier_letter_is_carried_out_with_the_commands_beside_it()
    {
        Mail.Receive(Bob, Subscribe);
        string token = TokenIn(Mail.Letter());

        Mail.Receive(Bob, Request, body: $"confirm {token}\nwhich\nThank you\n");

        Assert.NotNull(Find());
        IReadOnlyList<SentLetter> letters = Mail.Letters();
        Assert.Equal(["Welcome to dev", "Your mailing lists"], letters.Select(letter => letter.Subject));
        Assert.Contains("dev@lists.example.org", letters[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_is_not_turned_into_its_contrary_by_a_code_that_is_quoted_below()
    {
        Mail.Receive(Bob, Subscribe);
        SentLetter question = Mail.Letter();
        Reply(question);
        Mail.Letters();

        Mail.Receive(Bob, Unsubscribe, "Re: your question", Quoted(question));
        Assert.Equal("Please confirm that you leave dev", Mail.Letter().Subject);
        Clock.Now += TimeSpan.FromDays(1.1);
        Mail.Receive(Bob, Request, "Re: your question", $"unsubscribe\n\n{Quoted(question)}");
        Assert.Equal("Please confirm that you leave dev", Mail.Letter().Subject);
    }

    [Fact]
    public void A_code_that_is_none_is_told_among_the_others()
    {
        Mail.Host.Subscribe(Bob);

        Mail.Receive(Bob, Request, body: "confirm abc\nsettings\n");

        IReadOnlyList<string> results = Results(Mail.Letter());
        Assert.StartsWith("> confirm\n", results[0], StringComparison.Ordinal);
        Assert.StartsWith("> settings\n    delivery each", results[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_commands_are_read()
    {
        Mail.Host.Subscribe(Bob);

        Mail.Receive(Bob, Request, "which", string.Concat(Enumerable.Repeat("settings\n", 20)));
        SentLetter letter = Mail.Letter();
        Assert.Equal(20, Results(letter).Count);
        Assert.Contains("not read", letter.Body, StringComparison.Ordinal);

        Mail.Receive(Bob, Request, "which", string.Concat(Enumerable.Repeat("settings\n", 19)));
        letter = Mail.Letter();
        Assert.Equal(20, Results(letter).Count);
        Assert.DoesNotContain("not read", letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_twenty_five_to_confirm_the_question_shows_that_some_are_left_out()
    {
        Mail.Host.Subscribe(Bob);

        Mail.Receive(Bob, Request, body: string.Concat(Enumerable.Repeat("set own-posts off\n", 25)));

        Assert.Contains("    set own-posts off\n    ...\n", Mail.Letter().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dear list,\nI would like\nvery much\nto learn who\nis subscribed\n", true)]
    [InlineData("Dear list,\nI would like\nvery much\n", false)]
    public void Three_lines_that_are_no_commands_end_it(string body, bool isCut)
    {
        Mail.Host.Subscribe(Bob);

        Mail.Receive(Bob, Request, body: body, fields: Authenticated());

        SentLetter letter = Mail.Letter();
        Assert.Equal(
            ["> Dear list,\nthere is no such command", "> I would like\nthere is no such command", "> very much\nthere is no such command"],
            Results(letter));
        Assert.Equal(isCut, letter.Body.Contains("not read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("end")]
    [InlineData("-- ")]
    [InlineData("--")]
    [InlineData("> help")]
    [InlineData(">")]
    public void Behind_an_end_nothing_is_read(string end)
    {
        Mail.Host.Subscribe(Bob);

        Mail.Receive(Bob, Request, body: $"settings\n{end}\nwhich\nunsubscribe\n");

        Assert.Equal("Your settings on dev", Mail.Letter().Subject);
    }

    [Theory]
    [InlineData("settings", "", "Your settings on dev")]
    [InlineData("Re: [dev] SETTINGS", "\n-- \nBob\n", "Your settings on dev")]
    [InlineData("settings", "Sent from my phone\n", "Your settings on dev")]
    [InlineData("A question", "settings\n", "Your settings on dev")]
    [InlineData("settings", "which\n", "What became of your commands for dev")]
    [InlineData("", "", "How to use the mailing list dev")]
    [InlineData("", "> settings\n", "How to use the mailing list dev")]
    [InlineData("A question", "-- \nBob\n", "How to use the mailing list dev")]
    public void A_command_may_stand_in_the_subject_or_the_body(string subject, string body, string answer)
    {
        Mail.Host.Subscribe(Bob);

        Mail.Receive(Bob, Request, subject, body);

        Assert.Equal(answer, Mail.Letter().Subject);
    }

    [Fact]
    public void Too_much_for_one_code_is_refused_with_words()
    {
        string owners = string.Concat(Enumerable.Range(0, 20).Select(i => $"subscribe somebody.with.a.name{i}@example.net\n"));

        Mail.Receive(Olga, Request, body: owners + "help\n");

        SentLetter letter = Mail.Letter();
        Assert.Equal(20, Results(letter).Count);
        Assert.All(Results(letter), result => Assert.EndsWith("this is too much for one mail; please send fewer commands at once", result, StringComparison.Ordinal));
        Assert.Empty(Mail.Host.Subscribers());
    }
}
