using MailingList.Milter.Answers;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Sessions;

/// <summary>Pitfall 12: whatever goes wrong in the application, the MTA is told to try again, and the session goes on.</summary>
public sealed class FailingApplicationTests
{
    private readonly ScriptedMilter _milter = new();

    [Theory]
    [InlineData("mail", 0)]
    [InlineData("rcpt", 1)]
    [InlineData("header", 2)]
    [InlineData("body", 3)]
    [InlineData("end", 4)]
    public void Pitfall_12_an_exception_refuses_for_now_what_was_asked(string at, int answers)
    {
        _milter.Answer = told => told.StartsWith(at, StringComparison.Ordinal) ? throw new InvalidOperationException("a bug") : default;
        using var dialogue = Dialogue.Greeted(_milter);
        var heard = new List<string>();
        foreach (byte[] packet in Say.Message())
        {
            heard.AddRange(dialogue.Say(packet));
            if (heard.Count > 0 && heard[^1] == "t" && at != "rcpt")
            {
                break;
            }
        }

        Assert.Equal("t", heard[answers]);
        Assert.Equal("a bug", Assert.Single(dialogue.Log.Warnings).Exception!.Message);
        _milter.Answer = _ => default;
        Assert.Equal(["c", "c", "c", "c", "c"], dialogue.Say([Say.Abort(), .. Say.Message()]));
    }

    [Theory]
    [InlineData("connect")]
    [InlineData("helo")]
    public void Pitfall_12_an_exception_before_any_message_refuses_the_connection_for_now(string at)
    {
        _milter.Answer = told => told.StartsWith(at, StringComparison.Ordinal) ? throw new InvalidOperationException("a bug") : default;
        using var dialogue = new Dialogue(_milter);
        dialogue.Say(Say.Options());
        Assert.Equal(at == "connect" ? ["t", "c"] : ["c", "t"], dialogue.Say(Say.Connect(), Say.Helo()));
    }

    [Fact]
    public void Pitfall_12_an_application_without_a_session_refuses_everything_for_now()
    {
        _milter.Answer = told => told == "open" ? throw new InvalidOperationException("a bug") : default;
        using var dialogue = new Dialogue(_milter);
        Assert.Equal(["O00000006 000000ff 00100780 "], dialogue.Say(Say.Options()));
        Assert.Equal(["t", "t", "t"], dialogue.Say(Say.Connect(), Say.Helo(), Say.Mail()));
        Assert.Equal(["closed"], dialogue.Say(Say.Abort(), Say.Quit()));
        Assert.Single(dialogue.Log.Warnings);
    }

    [Fact]
    public void Pitfall_12_an_exception_where_no_reply_was_agreed_on_refuses_at_the_next()
    {
        var milter = new ScriptedMilter { Needs = new MilterNeeds { Sees = ScriptedMilter.All, Answers = MilterEvents.Recipient } };
        milter.Answer = told => told.StartsWith("mail", StringComparison.Ordinal) ? throw new InvalidOperationException("a bug") : default;
        using var dialogue = new Dialogue(milter);
        dialogue.Say(Say.Options());
        Assert.Equal(["t"], dialogue.Say(Say.Connect(), Say.Helo(), Say.Mail(), Say.Recipient()));
    }

    [Theory]
    [InlineData("forget")]
    [InlineData("close")]
    public void Pitfall_12_an_application_that_fails_to_forget_harms_nobody(string at)
    {
        _milter.Answer = told => told == at ? throw new InvalidOperationException("a bug") : default;
        using (var dialogue = Dialogue.Greeted(_milter))
        {
            dialogue.Say(Say.Message());
            Assert.Equal(["c", "closed"], dialogue.Say(Say.Abort(), Say.Mail(), Say.Quit()));
            dialogue.Conversation.Close();
            Assert.NotEmpty(dialogue.Log.Warnings);
        }

        Assert.Equal(2, _milter.Told.Count(told => told == "forget"));
        Assert.Single(_milter.Told, told => told == "close");
    }

    [Theory]
    [InlineData("connect", false)]
    [InlineData("helo", false)]
    [InlineData("connect", true)]
    [InlineData("mail", true)]
    [InlineData("rcpt", true)]
    [InlineData("header", true)]
    [InlineData("end", true)]
    public void A_verdict_that_has_no_place_there_is_a_bug(string at, bool isSkip)
    {
        int packets = at switch
        {
            "mail" => 1,
            "header" => 4,
            _ => 6,
        };
        _milter.Answer = told => !told.StartsWith(at, StringComparison.Ordinal) ? default : isSkip ? Verdict.Skip : Verdict.Discard;
        using var dialogue = new Dialogue(_milter);
        dialogue.Say(Say.Options());
        Assert.Contains("t", dialogue.Say([Say.Connect(), Say.Helo(), .. Say.Message().Take(packets)]));
        Assert.IsType<InvalidOperationException>(Assert.Single(dialogue.Log.Warnings).Exception);
    }
}
