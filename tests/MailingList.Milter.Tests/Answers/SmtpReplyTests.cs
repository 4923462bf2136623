using System.Text;

using CsCheck;

using MailingList.Milter.Answers;
using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Answers;

public sealed class SmtpReplyTests
{
    [Theory]
    [InlineData(550, "5.1.1", "there is no such list here", "550 5.1.1 there is no such list here\\0")]
    [InlineData(451, "4.3.0", "try again later", "451 4.3.0 try again later\\0")]
    [InlineData(550, "5.7.1", "", "550 5.7.1\\0")]
    public void A_line_is_code_status_and_text(int code, string status, string text, string wire) =>
        Assert.Equal(wire, Wire(new SmtpReply(code, status, text)));

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("one\r\ntwo")]
    [InlineData("one\ntwo\n")]
    public void Pitfall_9_every_line_has_code_and_status_and_only_the_last_a_blank(string text) =>
        Assert.Equal("550-5.7.1 one\\r\\n550 5.7.1 two\\0", Wire(new SmtpReply(550, "5.7.1", text)));

    [Fact]
    public void Pitfall_9_percent_is_doubled_on_the_wire_alone()
    {
        var reply = new SmtpReply(452, "4.2.2", "99% full, %s");
        Assert.Equal("452 4.2.2 99%% full, %%s\\0", Wire(reply));
        Assert.Equal("452 4.2.2 99% full, %s", reply.ToString());
    }

    [Theory]
    [InlineData("a\0b", "a?b")]
    [InlineData("a\tb\u0007c", "a b?c")]
    [InlineData("für", "f?r")]
    public void What_SMTP_cannot_say_becomes_a_question_mark(string text, string line) =>
        Assert.Equal([line], new SmtpReply(550, "5.7.1", text).Lines);

    [Fact]
    public void A_long_line_is_broken_at_a_blank()
    {
        string word = new('x', 300);
        Assert.Equal([word, word, word], new SmtpReply(550, "5.7.1", $"{word} {word} {word}").Lines);
        Assert.Equal([500, 500, 1], new SmtpReply(550, "5.7.1", new string('x', 1001)).Lines.Select(line => line.Length));
    }

    [Theory]
    [InlineData(250, "2.0.0")]
    [InlineData(354, "3.0.0")]
    [InlineData(600, "6.0.0")]
    [InlineData(550, "4.1.1")]
    [InlineData(450, "5.1.1")]
    [InlineData(550, "5.1")]
    [InlineData(550, "5.1.1 ")]
    [InlineData(550, "5.1.1\n")]
    [InlineData(550, "")]
    public void What_is_no_refusal_cannot_be_made(int code, string status) => Assert.ThrowsAny<ArgumentException>(() => new SmtpReply(code, status, "no"));

    [Fact]
    public void Any_text_becomes_a_reply_that_Postfix_takes()
    {
        Gen.OneOf(Gen.String, Gen.Char["abc %\r\n\té"].Array[0, 3000].Select(chars => new string(chars))).Sample(
            text =>
            {
                string wire = Encoding.Latin1.GetString(new SmtpReply(554, "5.6.0", text).Wire.Span);
                string[] lines = wire[..^1].Split("\r\n");
                return wire[^1] == '\0'
                    && lines.Length <= 32
                    && lines[..^1].All(line => line.StartsWith("554-5.6.0", StringComparison.Ordinal))
                    && lines[^1].StartsWith("554 5.6.0", StringComparison.Ordinal)
                    && lines.All(line => line.Replace("%%", "%", StringComparison.Ordinal).Length <= 510 && line.All(c => c is >= ' ' and <= '~'));
            },
            iter: 2_000);
    }

    private static string Wire(SmtpReply reply) => Hear.Escaped(reply.Wire.Span);
}
