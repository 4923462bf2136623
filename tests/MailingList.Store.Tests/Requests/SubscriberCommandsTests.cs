using MailingList.Core.Lists;

namespace MailingList.Store.Tests.Requests;

/// <summary>The commands of subscribers, each alone.</summary>
public sealed class SubscriberCommandsTests : MailTest
{
    public SubscriberCommandsTests() => Mail.Host.Subscribe(Bob, "Bob");

    public static TheoryData<string, string> Letters => new()
    {
        { "help", "How to use the mailing list dev" },
        { "info", "About the mailing list dev" },
        { "settings", "Your settings on dev" },
        { "which", "Your mailing lists" },
        { "who", "dev does not show you its subscribers" },
        { "subscribe", "You are subscribed to dev already" },
        { "unsubscribe", "Please confirm that you leave dev" },
        { "set own-posts off", "Please confirm your commands for dev" },
        { "change-address bob@work.example", "Please confirm your change of address on dev" },
        { "confirm abc", "Your answer to dev could not be used" },
        { "show", "What became of your commands for dev" },
        { "set posting=open", "What became of your commands for dev" },
        { "subscribe ann@example.net", "What became of your commands for dev" },
        { "unsubscribe ann@example.net", "What became of your commands for dev" },
        { "set delivery digest", "What became of your commands for dev" },
        { "subscribe digest", "What became of your commands for dev" },
        { "dance", "What became of your commands for dev" },
        { "end", "How to use the mailing list dev" },
    };

    public static TheoryData<string, string> Refused => new()
    {
        { "set delivery digest", "this cannot be done as it is written (delivery is one of each, none)" },
        { "subscribe digest", "this cannot be done as it is written (write `subscribe`, and behind it nothing or one of each, none; owners also an address)" },
        { "set vacation until 31.1.2027", "this cannot be done as it is written (vacation is a day such as 2027-01-31, or off)" },
        { "set posting=open", "only owners of the list can do this" },
        { "set max-size=", "only owners of the list can do this" },
        { "show", "only owners of the list can do this" },
        { "subscribe ann@example.net", "only owners of the list can do this" },
        { "unsubscribe ann@example.net", "only owners of the list can do this" },
        { "dance", "there is no such command" },
    };

    [Theory]
    [MemberData(nameof(Letters))]
    public void One_command_has_one_answer(string command, string subject)
    {
        Mail.Receive(Bob, Request, body: command + "\n");

        SentLetter letter = Mail.Letter();
        Assert.StartsWith(subject, letter.Subject, StringComparison.Ordinal);
        Assert.Equal(Bob, letter.To);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_done_is_told_with_words(string command, string words)
    {
        Mail.Receive(Bob, Request, body: command + "\n", fields: Authenticated());

        Assert.Equal($"> {command}\n{words}", Assert.Single(Results(Mail.Letter())));
    }

    [Theory]
    [InlineData("set delivery none")]
    [InlineData("set own-posts off")]
    [InlineData("set vacation until 2027-01-31")]
    [InlineData("set vacation 2027-01-31")]
    [InlineData("set name Böb “B.” Müller 日本")]
    [InlineData("set name")]
    public void Something_is_set_when_it_is_certain_who_asks(string command)
    {
        Subscriber before = Find()!;
        Mail.Receive(Bob, Request, body: command + "\n");
        SentLetter question = Mail.Letter();
        Assert.Equal(before, Find());

        Reply(question);

        string result = Assert.Single(Results(Mail.Letter()));
        Assert.StartsWith($"> set {command.Split(' ')[1]} ", result, StringComparison.Ordinal);
        Assert.EndsWith("\ndone", result, StringComparison.Ordinal);
        Subscriber confirmed = Find()!;
        Assert.NotEqual(before, confirmed);

        Mail.Receive(Bob, Request, body: command + "\n", fields: Authenticated());
        Assert.EndsWith("it was so already", Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
        Assert.Equal(confirmed, Find());
    }

    [Fact]
    public void Settings_are_shown_in_the_words_of_set()
    {
        Mail.Receive(Bob, Request, body: "set delivery none\nset own-posts off\nset vacation until 2027-01-31\nset name Böb Müller\n", fields: Authenticated());
        Mail.Letters();

        Mail.Receive(Bob, Request, "settings");

        Assert.Contains("    delivery none\n    own-posts off\n    vacation until 2027-01-31\n    name Böb Müller\n", Mail.Letter().Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_is_not_subscribed_has_nothing_to_set()
    {
        Mail.Receive("ann@example.net", Request, body: "set delivery none\n", fields: Authenticated());

        Assert.Equal("Your address is not subscribed to dev", Mail.Letter().Subject);
        Assert.Null(Find("ann@example.net"));
    }

    [Theory]
    [InlineData("nobody", Bob, false)]
    [InlineData("nobody", "ann@example.net", false)]
    [InlineData("nobody", Olga, false)]
    [InlineData("subscribers", Bob, true)]
    [InlineData("subscribers", "ann@example.net", false)]
    [InlineData("subscribers", Olga, true)]
    [InlineData("owners", Bob, false)]
    [InlineData("owners", "ann@example.net", false)]
    [InlineData("owners", Olga, true)]
    public void Who_is_subscribed_is_shown_as_the_list_says(string policy, string from, bool isShown)
    {
        Set(Setting.Who, policy);

        Mail.Receive(from, Request, "who");

        SentLetter letter = Mail.Letter();
        Assert.Equal(from, letter.To);
        Assert.Equal(isShown, letter.Body.Contains($"    {Bob}\n", StringComparison.Ordinal));
        Assert.Equal(isShown, letter.Body.Contains("Number of subscribers: 1", StringComparison.Ordinal));
        Assert.Equal(isShown ? "Who is subscribed to dev" : "dev does not show you its subscribers", letter.Subject);
    }

    [Fact]
    public void Which_lists_are_ones_own_is_told_for_the_domain()
    {
        foreach (string list in (string[])["news@lists.example.org", "other@lists.example.org", "far@lists.example.com"])
        {
            Mail.Host.Create(list, Olga);
        }

        Mail.Host.Subscribe(Bob, list: "news@lists.example.org");
        Mail.Host.Subscribe(Bob, list: "far@lists.example.com");

        Mail.Receive(Bob, Request, "which");

        string body = Mail.Letter().Body;
        Assert.Contains("    dev@lists.example.org\n    news@lists.example.org\n\n", body, StringComparison.Ordinal);
        Assert.DoesNotContain("other@", body, StringComparison.Ordinal);
        Assert.DoesNotContain("far@", body, StringComparison.Ordinal);

        Mail.Receive("ann@example.net", Request, "which");
        Assert.Contains("    -\n", Mail.Letter().Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mailbox_for_help_answers_whatever_is_written_to_it()
    {
        Mail.Receive(Bob, "dev-help@lists.example.org", "unsubscribe", "unsubscribe\n", fields: Authenticated());

        Assert.Equal("How to use the mailing list dev", Mail.Letter().Subject);
        Assert.NotNull(Find());
    }

    [Fact]
    public void What_is_said_of_the_list_is_what_is_set()
    {
        Set(Setting.Description, "Neues für Gärtner");
        Set(Setting.Posting, "announce");

        Mail.Receive("ann@example.net", Request, "info");

        string body = Mail.Letter().Body;
        Assert.Contains("    Neues für Gärtner\n", body, StringComparison.Ordinal);
        Assert.Contains("    announce\n", body, StringComparison.Ordinal);
    }
}
