using CsCheck;

using MailingList.Milter.Negotiation;
using MailingList.Milter.Tests.Support;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Negotiation;

public sealed class AgreementTests
{
    [Theory]
    [InlineData(MilterEvents.None, MilterEvents.None, "10037f")]
    [InlineData(MilterEvents.Recipient, MilterEvents.Recipient, "100377")]
    [InlineData((MilterEvents)0x3f, (MilterEvents)0x3f, "100780")]
    [InlineData((MilterEvents)0x3f, MilterEvents.None, "1cf780")]
    [InlineData(MilterEvents.Sender | MilterEvents.Recipient | MilterEvents.Header, MilterEvents.Recipient, "144393")]
    public void Of_what_nobody_wants_nothing_is_sent_and_what_nobody_answers_is_not_waited_for(MilterEvents sees, MilterEvents answers, string steps)
    {
        var needs = new MilterNeeds { Sees = sees, Answers = answers };
        Assert.Equal($"O00000006 00000000 00{steps} ", Answer(needs, Say.Options()));
    }

    [Fact]
    public void What_is_seen_is_answered_unless_somebody_says_otherwise()
    {
        Assert.Equal(MilterEvents.Helo, new MilterNeeds { Sees = MilterEvents.Helo }.Answers);
        Assert.Equal(MilterEvents.None, new MilterNeeds { Sees = MilterEvents.Helo, Answers = MilterEvents.Body }.Answers);
    }

    [Fact]
    public void Macros_ride_at_the_end()
    {
        var needs = new MilterNeeds
        {
            Macros = new Dictionary<MacroStage, string> { [MacroStage.EndOfMessage] = "i", [MacroStage.Recipient] = "i {rcpt_mailer}" },
        };
        Assert.Equal("O00000006 00000100 0010037f \\0\\0\\0\x03i {rcpt_mailer}\\0\\0\\0\\0\x05i\\0", Answer(needs, Say.Options()));
        Assert.Equal("O00000006 00000000 0010037f ", Answer(needs, Say.Options(actions: 0xff)));
        Assert.Equal("O00000006 00000000 0010037f ", Answer(new MilterNeeds { Changes = MilterActions.ChooseMacros }, Say.Options()));
    }

    [Theory]
    [InlineData(2u, 0x1fu, 0x7fu, "O00000002 0000001f 0000006f ")]
    [InlineData(3u, 0x3fu, 0x17fu, "O00000003 0000003f 0000016f ")]
    [InlineData(4u, 0x3fu, 0x3ffu, "O00000004 0000003f 0000036f ")]
    [InlineData(5u, 0x3fu, 0x3ffu, "O00000005 0000003f 0000036f ")]
    [InlineData(6u, 0x1ffu, 0x1fffffu, "O00000006 000000ff 0010076f ")]
    [InlineData(7u, 0x3ffu, 0x3fffffu, "O00000006 000000ff 0010076f ")]
    [InlineData(6u, 0x1ffu, 0x701fffffu, "O00000006 000000ff 0010076f ")]
    [InlineData(6u, 0u, 0u, "O00000006 0000000f 0000002f ")]
    public void Older_and_newer_peers_get_what_they_know(uint version, uint actions, uint steps, string answer)
    {
        var needs = new MilterNeeds { Sees = MilterEvents.Body, Changes = (MilterActions)0xff };
        Assert.Equal(answer, Answer(needs, Say.Options(version, actions, steps)));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    public void A_peer_of_version_1_is_refused(uint version) => Assert.Throws<ProtocolException>(() => Answer(new MilterNeeds(), Say.Options(version)));

    [Fact]
    public void Nothing_is_asked_for_that_was_not_offered()
    {
        Gen.Select(Gen.UInt[2, 9], Gen.UInt[1, 0x7fffffff], Gen.UInt[1, 0x7fffffff], Gen.Int[0, 63], Gen.Int[0, 63]).Sample(
            (version, actions, steps, sees, answers) =>
            {
                var needs = new MilterNeeds { Sees = (MilterEvents)sees, Answers = (MilterEvents)answers, Changes = (MilterActions)0x1ff, SeesRejectedRecipients = true };
                var agreement = new Agreement(new OptionOffer(version, (MilterActions)actions, (ProtocolSteps)steps), needs);
                return agreement.Version <= Math.Min(version, 6) && ((uint)agreement.Actions & ~actions) == 0 && ((uint)agreement.Steps & ~steps) == 0
                    && ((uint)agreement.Steps & 0xffe00000) == 0;
            },
            iter: 20_000);
    }

    [Fact]
    public void Refused_recipients_are_asked_for() =>
        Assert.Equal("O00000006 00000000 00100b7f ", Answer(new MilterNeeds { SeesRejectedRecipients = true }, Say.Options()));

    private static string Answer(MilterNeeds needs, byte[] offer)
    {
        using var replies = new FrameWriter();
        new Agreement(OptionOffer.Read(offer.AsSpan(5)), needs).Write(replies);
        return Assert.Single(Hear.All(replies.Written.Span));
    }
}
