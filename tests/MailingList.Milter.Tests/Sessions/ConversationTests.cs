using MailingList.Milter.Negotiation;
using MailingList.Milter.Tests.Support;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Sessions;

/// <summary>The order of things, and the pitfalls of it.</summary>
public sealed class ConversationTests
{
    private readonly ScriptedMilter _milter = new();

    [Fact]
    public void A_message_is_told_step_by_step_and_each_is_answered()
    {
        using var dialogue = new Dialogue(_milter);
        Assert.Equal(["O00000006 000000ff 00100780 "], dialogue.Say(Say.Options()));
        Assert.Equal(["c", "c"], dialogue.Say(Say.Macros('C', "j", "mx1"), Say.Connect(), Say.Macros('H'), Say.Helo()));
        Assert.Equal(["c"], dialogue.Say(Say.Mail("<author@example.net>", "SIZE=100")));
        Assert.Equal(["c", "c"], dialogue.Say(Say.Recipient(), Say.Recipient("<ann@example.net>", "NOTIFY=NEVER")));
        Assert.Equal(["c"], dialogue.Say(Say.Header("From", " author@example.net"), Say.Header("Subject", " one\n two"), Say.EndOfHeader()));
        Assert.Equal(["c", "c", "c"], dialogue.Say(Say.Body("Hello.\r"), Say.Body("\n"), Say.End()));
        Assert.Equal(["closed"], dialogue.Say(Say.Abort(), Say.Abort(), Say.Quit()));
        dialogue.Conversation.Close();
        Assert.Equal(
            [
                "open", "connect client.example.net IPv4 192.0.2.7", "helo client.example.net", "mail author@example.net SIZE=100", "rcpt dev@lists.example.org",
                "rcpt ann@example.net NOTIFY=NEVER", "header From: author@example.net\nSubject: one\n two\n", "body Hello.\r", "body \n", "end", "forget", "close",
            ],
            ["open", .. _milter.Told]);
    }

    [Fact]
    public void Pitfall_3_ABORT_comes_after_success_and_twice_and_when_there_is_nothing()
    {
        using var dialogue = Dialogue.Greeted(_milter);
        Assert.Empty(dialogue.Say(Say.Abort(), Say.Abort()));
        Assert.Empty(_milter.Told);
        dialogue.Say(Say.Message());
        Assert.Empty(dialogue.Say(Say.Abort(), Say.Abort()));
        Assert.Single(_milter.Told, told => told == "forget");
        Assert.Equal(["c"], dialogue.Say(Say.Mail()));
        Assert.Empty(dialogue.Say(Say.Abort()));
        Assert.Equal(["mail author@example.net", "forget"], _milter.Told.TakeLast(2));
    }

    [Fact]
    public void Pitfall_3_a_client_may_greet_again()
    {
        using var dialogue = Dialogue.Greeted(_milter);
        // After STARTTLS, and with a message under way.
        Assert.Equal(["c", "c", "c", "c"], dialogue.Say(Say.Abort(), Say.Helo("again"), Say.Mail(), Say.Helo("in between"), Say.Mail()));
        Assert.Equal(["helo again", "mail author@example.net", "forget", "helo in between", "mail author@example.net"], _milter.Told);
    }

    [Fact]
    public void Pitfall_8_messages_follow_each_other_and_nothing_of_one_gets_into_the_next()
    {
        using var dialogue = Dialogue.Greeted(_milter);
        for (int i = 0; i < 3; i++)
        {
            dialogue.Say(Say.Mail($"<{i}@example.net>"), Say.Recipient(), Say.Header("X", $" {i}"));
            // Every second is given up in the middle of its header.
            dialogue.Say(i % 2 == 0 ? [Say.EndOfHeader(), Say.End()] : []);
            dialogue.Say(Say.Abort());
        }

        Assert.Equal(["header X: 0\n", "header X: 2\n"], _milter.Told.Where(told => told.StartsWith("header", StringComparison.Ordinal)));
        Assert.Equal(3, _milter.Told.Count(told => told == "forget"));
    }

    [Fact]
    public void A_message_may_follow_without_ABORT()
    {
        using var dialogue = Dialogue.Greeted(_milter);
        dialogue.Say(Say.Message());
        Assert.Equal(["c"], dialogue.Say(Say.Mail("<second@example.net>")));
    }

    [Fact]
    public void Another_connection_may_follow_on_the_same_socket()
    {
        using var dialogue = Dialogue.Greeted(_milter);
        dialogue.Say(Say.Macros('C', "j", "mx1"), Say.Mail());
        Assert.Empty(dialogue.Say(Say.QuitNewConnection()));
        Assert.Null(_milter.Peer!.Macro("j"));
        Assert.Equal(["c", "c"], dialogue.Say(Say.Connect("second.example.net"), Say.Mail()));
        Assert.Equal(["mail author@example.net", "forget", "close", "connect second.example.net IPv4 192.0.2.7", "mail author@example.net"], _milter.Told);
    }

    [Fact]
    public void Pitfall_2_macros_come_for_what_was_left_out_and_that_is_not_asked_about()
    {
        var milter = new ScriptedMilter { Needs = new MilterNeeds { Sees = MilterEvents.Recipient } };
        using var dialogue = new Dialogue(milter);
        dialogue.Say(Say.Options());
        Assert.Equal(
            ["c", "c"],
            dialogue.Say(Say.Macros('C', "j", "mx1"), Say.Macros('H'), Say.Macros('M'), Say.Macros('R'), Say.Recipient(), Say.Macros('T', "i", "1"), Say.Macros('E', "i", "1"), Say.End()));
        Assert.Equal(["rcpt dev@lists.example.org", "end", "forget"], milter.Told);
    }

    [Theory]
    [InlineData("C")]
    [InlineData("R")]
    [InlineData("L")]
    [InlineData("B")]
    [InlineData("E")]
    [InlineData("O")]
    [InlineData("Z")]
    [InlineData("\0")]
    public void What_cannot_come_now_ends_the_session(string code)
    {
        using var dialogue = Dialogue.Greeted(_milter);
        Assert.Throws<ProtocolException>(() => dialogue.Say(Say.Packet(code[0], "x\0y\0")));
    }

    [Fact]
    public void Nothing_comes_before_the_negotiation()
    {
        foreach (char code in "ABCDEHKLMNQRTU")
        {
            using var dialogue = new Dialogue(_milter);
            Assert.Throws<ProtocolException>(() => dialogue.Say(Say.Packet(code)));
        }
    }

    [Theory]
    [InlineData(2u, 0x7fu)]
    [InlineData(4u, 0x37fu)]
    public void An_older_peer_waits_for_every_answer_and_gets_it(uint version, uint steps)
    {
        var milter = new ScriptedMilter { Needs = new MilterNeeds { Sees = MilterEvents.Recipient | MilterEvents.Header, Answers = MilterEvents.Recipient } };
        using var dialogue = new Dialogue(milter);
        dialogue.Say(Say.Options(version, 0x3f, steps));
        Assert.Equal(["c", "c", "c", "c"], dialogue.Say(Say.Recipient(), Say.Header("Subject", "one"), Say.EndOfHeader(), Say.End()));
        // It eats the blank behind the colon.
        Assert.Contains("header Subject: one\n", milter.Told);
    }

    [Fact]
    public void DATA_and_unknown_commands_are_answered_where_they_come_all_the_same()
    {
        using var dialogue = new Dialogue(_milter);
        dialogue.Say(Say.Options(steps: 0x1ffcff));
        Assert.Equal(["c", "c", "c", "c", "c", "c"], dialogue.Say(Say.Unknown("FOO"), Say.Connect(), Say.Mail(), Say.Recipient(), Say.Unknown("BAR"), Say.Data()));
    }
}
