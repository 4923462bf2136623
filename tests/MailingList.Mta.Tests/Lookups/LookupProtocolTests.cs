using System.Buffers;
using System.Text;

using MailingList.Core.Failures;
using MailingList.Mta.Lookups;

namespace MailingList.Mta.Tests.Lookups;

/// <summary>Postfix's socketmap and the line for Exim, as bytes come in.</summary>
public sealed class LookupProtocolTests
{
    private const string Found = "15:OK mailinglist:,";
    private const string NotFound = "9:NOTFOUND ,";

    private readonly FakeLookup _lookup = new();

    [Theory]
    [InlineData("27:lists dev@lists.example.org,", Found)]
    [InlineData("26:lists xx@lists.example.org,", NotFound)]
    [InlineData("027:lists dev@lists.example.org,", Found)]
    [InlineData("6:lists ,", NotFound)]
    [InlineData("7:lists *,", NotFound)]
    [InlineData("5:other,", "28:PERM the question has no key,")]
    [InlineData("0:,", "28:PERM the question has no key,")]
    [InlineData("9:other a@b,", "28:PERM there is no map 'other',")]
    public void A_question_of_Postfix_is_answered(string question, string answer)
    {
        (string said, int taken, bool isLast) = Ask(question);
        Assert.Equal((answer, question.Length, false), (said, taken, isLast));
    }

    [Fact]
    public void Keys_and_values_are_measured_in_bytes()
    {
        const string Question = "14:lists ä@ü.de,";
        (string said, int taken, _) = Ask(Question);
        Assert.Equal((NotFound, Encoding.UTF8.GetByteCount(Question)), (said, taken));
        Assert.Equal(["lists/ä@ü.de"], _lookup.Asked);
    }

    [Fact]
    public void What_cannot_be_said_now_is_said_in_one_line()
    {
        _lookup.Trouble = Failure.Temporary("the database\nis gone");
        Assert.Equal("25:TEMP the database is gone,", Ask("9:lists a@b,").Said);
        Assert.Equal("4.3.0 the database is gone", Ask("rcpt\ta@b\tc@d\n").Said);
        Assert.True(Ask("rcpt\ta@b\tc@d\n").IsLast);
    }

    [Fact]
    public void In_every_split_nothing_is_answered_before_the_question_is_whole()
    {
        const string Question = "27:lists dev@lists.example.org,";
        for (int length = 1; length < Question.Length; length++)
        {
            Assert.Equal((string.Empty, 0, false), Ask(Question[..length]));
        }

        Assert.Empty(_lookup.Asked);
        Assert.Equal(Found, Ask(Question).Said);
    }

    [Fact]
    public void Of_several_questions_in_one_packet_each_has_its_answer_in_order()
    {
        byte[] input = Encoding.UTF8.GetBytes("27:lists dev@lists.example.org,9:lists a@b,27:lists dev@lists.example.org,9:lis");
        var answer = new ArrayBufferWriter<byte>();
        var protocol = new LookupProtocol(_lookup);
        int taken = 0;
        for (int more = -1; more != 0; taken += more)
        {
            more = protocol.Answer(input.AsSpan(taken), isEnd: false, answer, out _);
        }

        Assert.Equal(Found + NotFound + Found, Encoding.UTF8.GetString(answer.WrittenSpan));
        Assert.Equal("9:lis", Encoding.UTF8.GetString(input.AsSpan(taken)));
    }

    [Theory]
    [InlineData("4294967296:")]
    [InlineData("99999:")]
    [InlineData("4097:lists ")]
    [InlineData("999999")]
    [InlineData("12345x")]
    [InlineData("1 :a,")]
    [InlineData("9:lists a@b;")]
    [InlineData("3:lists a@b,")]
    [InlineData("1x2y3z:")]
    public void A_length_that_is_none_or_too_large_ends_the_connection(string question)
    {
        Assert.True(Ask(question).Taken < 0);
        Assert.Empty(_lookup.Asked);
    }

    [Fact]
    public void The_longest_question_fits()
    {
        string key = new('a', LookupProtocol.Longest - "lists ".Length);
        Assert.Equal(NotFound, Ask($"4096:lists {key},").Said);
    }

    [Theory]
    [InlineData("rcpt\ta@b.example\tdev@lists.example.org\n", false, "OK")]
    [InlineData("rcpt\ta@b.example\tdev@lists.example.org\r\n", false, "OK")]
    [InlineData("rcpt\ta@b.example\tdev@lists.example.org", true, "OK")]
    [InlineData("rcpt\t\tdev@lists.example.org\nmore", false, "OK")]
    [InlineData("rcpt\t\tno@lists.example.org\n", false, "5.1.1 there is no such list")]
    [InlineData("rcpt\t\"a b\"@c.example\tno@lists.example.org", true, "5.1.1 there is no such list")]
    public void A_line_of_Exim_is_answered_once_with_and_without_its_end(string line, bool isEnd, string answer)
    {
        (string said, int taken, bool isLast) = Ask(line, isEnd: isEnd);
        Assert.Equal((answer, line.Split("more")[0].Length, true), (said, taken, isLast));
    }

    [Fact]
    public void A_line_that_goes_on_is_waited_for()
    {
        const string Line = "rcpt\ta@b.example\tdev@lists.example.org";
        for (int length = 1; length <= Line.Length; length++)
        {
            Assert.Equal((string.Empty, 0, false), Ask(Line[..length]));
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("\n")]
    [InlineData("rcpt\ta@b\n")]
    [InlineData("rcpt\ta@b\tc@d\te@f\n")]
    [InlineData("rcpt a@b c@d\n")]
    [InlineData("RCPT\ta@b\tc@d\n")]
    [InlineData("\0\u0001\u0002\n")]
    public void What_is_no_question_ends_the_connection(string line)
    {
        Assert.True(Ask(line).Taken < 0);
        Assert.True(Ask(line.TrimEnd() + " ", isEnd: true).Taken < 0);
        Assert.Empty(_lookup.Asked);
    }

    [Fact]
    public void A_line_without_an_end_is_not_waited_for_for_ever()
    {
        Assert.Equal(0, Ask(new string('x', LookupProtocol.Longest)).Taken);
        Assert.True(Ask(new string('x', LookupProtocol.Longest + 1)).Taken < 0);
    }

    [Theory]
    [InlineData("list\tdev@lists.example.org\n", "OK")]
    [InlineData("list\tbob@lists.example.org\n", "NO")]
    public void Exim_can_ask_whether_an_address_is_a_list_s(string line, string answer)
    {
        Assert.Equal(answer, Ask(line).Said);
    }

    [Fact]
    public void Garbage_is_answered_or_hung_up_on_and_never_throws()
    {
        var random = new Random(7);
        byte[][] seeds = [.. ((string[])["27:lists dev@lists.example.org,", "rcpt\ta@b\tdev@lists.example.org\n", "data\ta@b\t5\t12\tdev@lists.example.org\nSubject: x\n"]).Select(Encoding.UTF8.GetBytes)];
        var protocol = new LookupProtocol(_lookup);
        var answer = new ArrayBufferWriter<byte>();
        for (int i = 0; i < 100_000; i++)
        {
            byte[] input = [.. seeds[i % seeds.Length]];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                input[random.Next(input.Length)] = (byte)random.Next(256);
            }

            answer.ResetWrittenCount();
            int taken = protocol.Answer(input.AsSpan(0, random.Next(1, input.Length + 1)), random.Next(2) == 0, answer, out bool isLast);
            Assert.InRange(taken, -1, input.Length);
            Assert.Equal(taken > 0, answer.WrittenCount > 0);
            Assert.True(!isLast || taken > 0);
        }
    }

    private (string Said, int Taken, bool IsLast) Ask(string question, bool isEnd = false)
    {
        byte[] input = Encoding.UTF8.GetBytes(question);
        var answer = new ArrayBufferWriter<byte>();
        int taken = new LookupProtocol(_lookup).Answer(input, isEnd, answer, out bool isLast);
        return (Encoding.UTF8.GetString(answer.WrittenSpan), taken, isLast);
    }
}
