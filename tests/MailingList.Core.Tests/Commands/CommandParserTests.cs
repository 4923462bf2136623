using CsCheck;

using MailingList.Core.Addressing;
using MailingList.Core.Commands;
using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Commands;

public sealed class CommandParserTests
{
    public static TheoryData<string, Command> Known => new()
    {
        { "help", new Command.Help("help") },
        { "INFO", new Command.Info("INFO") },
        { "subscribe", new Command.Subscribe("subscribe", null, null) },
        { "Join none", new Command.Subscribe("Join none", null, DeliveryMode.None) },
        { "subscribe bob@example.net", new Command.Subscribe("subscribe bob@example.net", EmailAddress.Parse("bob@example.net"), null) },
        { "subscribe <bob@example.net> each", new Command.Subscribe("subscribe <bob@example.net> each", EmailAddress.Parse("bob@example.net"), DeliveryMode.Each) },
        { "unsubscribe", new Command.Unsubscribe("unsubscribe", null) },
        { "leave bob@example.net", new Command.Unsubscribe("leave bob@example.net", EmailAddress.Parse("bob@example.net")) },
        { "confirm abc def", new Command.Confirm("confirm abc def", "abcdef") },
        { "set delivery none", new Command.SetOption("set delivery none", SubscriberOption.Delivery, "none") },
        { "set name Bob  B. Baker", new Command.SetOption("set name Bob  B. Baker", SubscriberOption.Name, "Bob B. Baker") },
        { "set name", new Command.SetOption("set name", SubscriberOption.Name, string.Empty) },
        { "set own-posts OFF", new Command.SetOption("set own-posts OFF", SubscriberOption.OwnPosts, "off") },
        { "set vacation until 2027-01-31", new Command.SetOption("set vacation until 2027-01-31", SubscriberOption.Vacation, "2027-01-31") },
        { "set vacation off", new Command.SetOption("set vacation off", SubscriberOption.Vacation, "off") },
        { "settings", new Command.Settings("settings") },
        { "which", new Command.Which("which") },
        { "who", new Command.Who("who") },
        { "show", new Command.Show("show") },
        { "change-address bob@example.org", new Command.ChangeAddress("change-address bob@example.org", EmailAddress.Parse("bob@example.org")) },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_line_is_a_command(string line, Command command) => Assert.Equal(command, CommandParser.ParseLine(line));

    [Theory]
    [InlineData("set posting=announce", "posting", "announce")]
    [InlineData("SET Posting=Announce", "posting", "announce")]
    [InlineData("set description=News of = us", "description", "News of = us")]
    [InlineData("set max-size=", "max-size", "")]
    [InlineData("set owners=anna@example.org, bob@example.net", "owners", "anna@example.org,bob@example.net")]
    public void A_line_sets_something_of_the_list(string line, string key, string value)
    {
        Command.SetList set = Assert.IsType<Command.SetList>(CommandParser.ParseLine(line));
        Assert.Equal((line, key, value), (set.Line, set.Assignment.Key, set.Assignment.Value));
    }

    [Theory]
    [InlineData("hello", null)]
    [InlineData("subscribe me please", "one of each, none")]
    [InlineData("subscribe digest", "one of each, none")]
    [InlineData("unsubscribe nobody", "no @")]
    [InlineData("set", null)]
    [InlineData("set colour blue", "delivery, name, own-posts and vacation")]
    [InlineData("set delivery sometimes", "one of each, none")]
    [InlineData("set own-posts maybe", "on, off")]
    [InlineData("set vacation until tomorrow", "2027-01-31")]
    [InlineData("set vacation until 2027-02-30", "2027-01-31")]
    [InlineData("set vacation", "2027-01-31")]
    [InlineData("set colour=blue", "description, posting")]
    [InlineData("set posting=nobody", "posting is one of")]
    [InlineData("set owners=nobody", "addresses")]
    [InlineData("set list-id=dev", "fixed")]
    [InlineData("confirm", null)]
    [InlineData("who is it", null)]
    public void What_is_none_says_why(string line, string? reason)
    {
        Command.Unknown unknown = Assert.IsType<Command.Unknown>(CommandParser.ParseLine(line));
        Assert.Equal(line, unknown.Line);
        Assert.Equal(reason is null, unknown.Reason is null);
        Assert.Contains(reason ?? string.Empty, unknown.Reason ?? string.Empty, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("end")]
    [InlineData("END ")]
    [InlineData("-- ")]
    [InlineData("--")]
    [InlineData("> quoted")]
    [InlineData(">")]
    public void Behind_an_end_nothing_is_read(string end) =>
        Assert.Equal([new Command.Help("help")], CommandParser.Parse(["", "help", " ", end, "unsubscribe"], out _));

    [Fact]
    public void Twenty_are_carried_out()
    {
        Assert.Equal(20, CommandParser.Parse(Enumerable.Repeat("help", 30), out bool isCut).Count);
        Assert.True(isCut);
        Assert.Equal(20, CommandParser.Parse([.. Enumerable.Repeat("help", 20), "", "> help"], out isCut).Count);
        Assert.False(isCut);
    }

    [Fact]
    public void Nothing_of_a_line_that_is_none_is_in_what_is_said_of_it() => Assert.All(
        ["subscribe zzz", "unsubscribe zzz", "unsubscribe z@z z", "change-address zzz", "set zzz zzz", "set zzz=zzz", "set posting=zzz", "set owners=zzz,zzz", "set delivery zzz", "set vacation zzz"],
        line => Assert.DoesNotContain("zz", Assert.IsType<Command.Unknown>(CommandParser.ParseLine(line)).Reason ?? string.Empty, StringComparison.Ordinal));

    [Fact]
    public void Three_lines_of_prose_end_it()
    {
        IReadOnlyList<Command> commands = CommandParser.Parse(["Dear list,", "help", "I would like", "very much", "to unsubscribe", "unsubscribe"], out bool isCut);
        Assert.True(isCut);
        Assert.Equal(["Dear list,", "help", "I would like", "very much"], commands.Select(command => command.Line));
    }

    [Theory]
    [InlineData("unsubscribe", true)]
    [InlineData("Re: AW: [dev] help", true)]
    [InlineData("RE[2]: who", true)]
    [InlineData("回复：help", true)]
    [InlineData("a question", false)]
    [InlineData("", false)]
    [InlineData("Re:", false)]
    public void A_subject_is_a_command_or_a_title(string subject, bool isCommand) =>
        Assert.Equal(isCommand, CommandParser.TryParseSubject(subject, out _));

    [Fact]
    public void Nothing_that_people_write_breaks_it() => Gen.String.Array[0, 30].Sample(lines =>
    {
        IReadOnlyList<Command> commands = CommandParser.Parse(lines, out _);
        Assert.True(commands.Count <= CommandParser.Most);
        Assert.True(commands.OfType<Command.Unknown>().Count() <= CommandParser.MostUnknown);
    });
}
