using MailingList.Milter.Answers;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Sessions;

/// <summary>What the application answers, and what the MTA hears.</summary>
public sealed class AnswerTests
{
    private static readonly Verdict NoSuchList = Verdict.Refuse(550, "5.1.1", "there is no such list here");

    private readonly ScriptedMilter _milter = new();

    [Fact]
    public void A_refused_recipient_leaves_the_others()
    {
        _milter.Answer = told => told switch
        {
            "rcpt no@example.org" => NoSuchList,
            "rcpt later@example.org" => Verdict.TemporaryFailure,
            _ => default,
        };
        using var dialogue = Dialogue.Greeted(_milter);
        Assert.Equal(
            ["c", "y550 5.1.1 there is no such list here\\0", "c", "t", "c", "c"],
            dialogue.Say(Say.Mail(), Say.Recipient("<no@example.org>"), Say.Recipient("<dev@example.org>"), Say.Recipient("<later@example.org>"), Say.EndOfHeader(), Say.End()));
        Assert.DoesNotContain("forget", _milter.Told.SkipLast(1));
    }

    [Theory]
    [InlineData("mail", "a")]
    [InlineData("rcpt", "a")]
    [InlineData("header", "a")]
    [InlineData("body", "a")]
    [InlineData("mail", "d")]
    [InlineData("rcpt", "d")]
    [InlineData("header", "d")]
    [InlineData("body", "d")]
    [InlineData("mail", "r")]
    [InlineData("header", "r")]
    [InlineData("body", "r")]
    [InlineData("mail", "t")]
    [InlineData("header", "t")]
    [InlineData("body", "t")]
    public void The_last_word_ends_the_message(string at, string word)
    {
        _milter.Answer = told => told.StartsWith(at, StringComparison.Ordinal) ? Of(word) : default;
        using var dialogue = Dialogue.Greeted(_milter);
        foreach (byte[] packet in Say.Message())
        {
            if (dialogue.Say(packet) is [{ } heard] && heard == word)
            {
                break;
            }
        }

        Assert.Equal("forget", _milter.Told.Last());
        _milter.Answer = _ => default;
        Assert.Equal(["c"], dialogue.Say(Say.Abort(), Say.Mail()));
    }

    [Theory]
    [InlineData("c")]
    [InlineData("a")]
    [InlineData("d")]
    [InlineData("r")]
    [InlineData("t")]
    public void The_end_of_the_message_has_one_answer(string word)
    {
        _milter.Answer = told => told == "end" ? Of(word) : default;
        using var dialogue = Dialogue.Greeted(_milter);
        Assert.Equal(word, dialogue.Say(Say.Message())[^1]);
        Assert.Equal("forget", _milter.Told.Last());
    }

    [Theory]
    [InlineData("connect")]
    [InlineData("helo")]
    public void A_connection_can_be_refused(string at)
    {
        _milter.Answer = told => told.StartsWith(at, StringComparison.Ordinal) ? Verdict.Refuse(554, "5.7.1", "not you") : default;
        using var dialogue = new Dialogue(_milter);
        dialogue.Say(Say.Options());
        Assert.Contains("y554 5.7.1 not you\\0", dialogue.Say(Say.Connect(), Say.Helo()));
    }

    [Fact]
    public void Pitfall_5_where_no_reply_was_agreed_on_none_is_given_and_the_verdict_waits()
    {
        var milter = new ScriptedMilter { Needs = new MilterNeeds { Sees = ScriptedMilter.All, Answers = MilterEvents.Recipient } };
        milter.Answer = told => told.StartsWith("mail", StringComparison.Ordinal) ? NoSuchList : default;
        using var dialogue = new Dialogue(milter);
        dialogue.Say(Say.Options());
        Assert.Empty(dialogue.Say(Say.Connect(), Say.Helo(), Say.Mail()));
        Assert.Equal(["y550 5.1.1 there is no such list here\\0", "y550 5.1.1 there is no such list here\\0"], dialogue.Say(Say.Recipient("<a@x>"), Say.Recipient("<b@x>")));
        Assert.DoesNotContain("rcpt a@x", milter.Told);
        milter.Answer = _ => default;
        Assert.Equal(["c"], dialogue.Say(Say.Abort(), Say.Mail(), Say.Recipient("<c@x>")));
        Assert.Contains("rcpt c@x", milter.Told);
    }

    [Fact]
    public void Pitfall_5_what_is_owed_to_a_connection_is_said_of_every_message()
    {
        var milter = new ScriptedMilter { Needs = new MilterNeeds { Sees = ScriptedMilter.All, Answers = MilterEvents.None } };
        milter.Answer = told => told.StartsWith("helo", StringComparison.Ordinal) ? Verdict.Reject : default;
        using var dialogue = new Dialogue(milter);
        dialogue.Say(Say.Options());
        Assert.Equal(["r", "r"], dialogue.Say([Say.Connect(), Say.Helo(), .. Say.Message(), Say.Abort(), .. Say.Message()]));
        Assert.DoesNotContain("end", milter.Told);
    }

    [Fact]
    public void The_body_is_skipped_where_the_MTA_can()
    {
        _milter.Answer = told => told.StartsWith("body", StringComparison.Ordinal) ? Verdict.Skip : default;
        using var dialogue = Dialogue.Greeted(_milter);
        dialogue.Say(Say.Mail(), Say.Recipient(), Say.EndOfHeader());
        // Whoever sends more all the same is answered, and not listened to.
        Assert.Equal(["s", "c", "c"], dialogue.Say(Say.Body("one"), Say.Body("two"), Say.End("three")));
        Assert.Equal(["body one", "end", "forget"], _milter.Told.TakeLast(3));
        dialogue.Say(Say.Abort(), Say.Mail(), Say.Recipient(), Say.EndOfHeader(), Say.Body("next"));
        Assert.Equal("body next", _milter.Told.Last());
    }

    [Fact]
    public void The_body_is_dropped_unread_where_the_MTA_cannot_skip()
    {
        _milter.Answer = told => told.StartsWith("body", StringComparison.Ordinal) ? Verdict.Skip : default;
        using var dialogue = new Dialogue(_milter);
        dialogue.Say(Say.Options(steps: 0x3ff));
        Assert.Equal(["c", "c", "c"], dialogue.Say([Say.Connect(), Say.Helo(), Say.Mail(), Say.Recipient(), Say.EndOfHeader(), Say.Body("one"), Say.Body("two"), Say.End()])[^3..]);
        Assert.Equal("body one", Assert.Single(_milter.Told, told => told.StartsWith("body", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_last_chunk_of_the_body_may_come_with_the_end()
    {
        using var dialogue = Dialogue.Greeted(_milter);
        Assert.Equal(["c"], dialogue.Say(Say.Mail(), Say.Recipient(), Say.EndOfHeader(), Say.End("last"))[^1..]);
        Assert.Equal(["body last", "end", "forget"], _milter.Told.TakeLast(3));

        _milter.Answer = told => told == "body last" ? Verdict.Reject : default;
        Assert.Equal(["c", "c", "c", "r"], dialogue.Say(Say.Mail(), Say.Recipient(), Say.EndOfHeader(), Say.End("last")));
        Assert.Equal(["body last", "forget"], _milter.Told.TakeLast(2));
    }

    [Fact]
    public void What_becomes_of_a_header_that_is_too_large_is_the_application_s_to_say()
    {
        using var dialogue = Dialogue.Greeted(_milter, new MilterLimits { HeaderBytes = 100 });
        string field = new('a', 60);
        Assert.Equal(["c", "c", "c"], dialogue.Say(Say.Mail(), Say.Recipient(), Say.Header("A", field), Say.Header("B", field), Say.Header("C", "behind it"), Say.EndOfHeader()));
        Assert.Equal($"cut header A:{field}\n", _milter.Told.Last());
        Assert.Equal(["c", "c", "c"], dialogue.Say(Say.Abort(), Say.Mail(), Say.Recipient(), Say.Header("A", field), Say.EndOfHeader()));
        Assert.Equal($"header A:{field}\n", _milter.Told.Last());
    }

    [Fact]
    public void A_header_of_many_fields_is_too_large_however_small_they_are()
    {
        using var dialogue = Dialogue.Greeted(_milter, new MilterLimits { HeaderFields = 3 });
        byte[][] fields = [.. Enumerable.Repeat(Say.Header("a", string.Empty), 3)];
        dialogue.Say([Say.Mail(), Say.Recipient(), .. fields, Say.EndOfHeader()]);
        Assert.Equal("header a:\na:\na:\n", _milter.Told.Last());
        dialogue.Say([Say.Abort(), Say.Mail(), Say.Recipient(), .. fields, Say.Header("a", string.Empty), Say.EndOfHeader()]);
        Assert.Equal("cut header a:\na:\na:\n", _milter.Told.Last());
    }

    private static Verdict Of(string word) => word switch
    {
        "a" => Verdict.Accept,
        "d" => Verdict.Discard,
        "r" => Verdict.Reject,
        "t" => Verdict.TemporaryFailure,
        _ => Verdict.Continue,
    };
}
