using System.Buffers;
using System.Text;

using MailingList.Core.Admission;
using MailingList.Core.Failures;
using MailingList.Mta.Lookups;

namespace MailingList.Mta.Tests.Lookups;

/// <summary>What Exim asks at the end of a message.</summary>
public sealed class MessageQuestionTests
{
    private const string Header = "Received: by mx1\nFrom: a@b.example\nSubject: x\n\ty\n";

    private readonly FakeLookup _lookup = new();

    [Fact]
    public void All_that_is_said_of_a_message_is_understood()
    {
        Assert.Equal("OK", Ask($"data\t\"A b\"@c.example\t1234\t{Header.Length}\tDev@Lists.example.org, \"x, \\\"y\"@z.example, bob@d.example\n{Header}"));

        ArrivingMessage message = _lookup.Message!;
        Assert.Equal(("\"A b\"@c.example", 1234L), (message.Sender, message.BodySize));
        Assert.Equal(["Dev@Lists.example.org", "\"x, \\\"y\"@z.example", "bob@d.example"], message.Recipients);
        Assert.Equal(["Received", "From", "Subject"], message.Header.Fields.Select(field => field.Name));
    }

    [Fact]
    public void Eight_bits_and_the_null_return_path_come_as_they_are()
    {
        byte[] question = [.. Encoding.ASCII.GetBytes("data\t\t5\t20\tdev@lists.example.org\nSubject: "), 0xE4, 0xFF, (byte)'\n'];

        Assert.Equal("OK", Ask(question));
        Assert.Equal(string.Empty, _lookup.Message!.Sender);
        Assert.Equal([0xE4, 0xFF], Assert.Single(_lookup.Message.Header.Fields).RawValue.ToArray().Where(octet => octet > 127));
    }

    [Fact]
    public void The_answer_is_for_all_or_names_who_is_to_be_taken_out()
    {
        _lookup.Concluded = new Conclusion(new Verdict.Reject("5.7.1", "only\nsubscribers", "posting"), []);
        Assert.Equal("5.7.1 only subscribers", Ask(Question("dev@lists.example.org")));
        _lookup.Concluded = new Conclusion(new Verdict.Discard("a worm", "header"), []);
        Assert.Equal("DISCARD", Ask(Question("dev@lists.example.org")));
        _lookup.Concluded = new Conclusion(new Verdict.Accept(), ["Dev@lists.example.org", "\"tea\"@lists.example.org"]);
        Assert.Equal("OK\tDev@lists.example.org\ttea@lists.example.org", Ask(Question("dev@lists.example.org")));
        _lookup.Trouble = Failure.Temporary("the database is gone");
        Assert.Equal("4.3.0 the database is gone", Ask(Question("dev@lists.example.org")));
    }

    [Fact]
    public void It_is_not_answered_before_it_has_come_to_its_end()
    {
        byte[] question = Encoding.ASCII.GetBytes(Question("dev@lists.example.org"));
        var answer = new ArrayBufferWriter<byte>();

        Assert.All(Enumerable.Range(1, question.Length), length => Assert.Equal(0, new LookupProtocol(_lookup).Answer(question.AsSpan(0, length), isEnd: false, answer, out _)));
        Assert.Equal(0, answer.WrittenCount);
        Assert.Null(_lookup.Message);
    }

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(LookupProtocol.LongestMessage)]
    public void Of_a_header_block_that_is_cut_nothing_is_refused(int length)
    {
        _lookup.Concluded = new Conclusion(new Verdict.Reject("5.7.1", "no From", "author"), []);
        string header = "Received: by mx1\nX: " + new string('x', length);

        Assert.Equal("OK", Ask($"data\ta@b.example\t5\t{length}\tdev@lists.example.org\n{header}"));
        Assert.Equal("5.7.1 no From", Ask($"data\ta@b.example\t5\t{(64 * 1024) - 1}\tdev@lists.example.org\nX: {new string('x', (64 * 1024) - 5)}\n"));
    }

    [Theory]
    [InlineData("data\t\n")]
    [InlineData("data\ta@b\t5\t5\n")]
    [InlineData("data\ta@b\tfive\t5\tc@d\nFrom: a@b\n")]
    [InlineData("data\ta@b\t5\t-5\tc@d\nFrom: a@b\n")]
    [InlineData("data\ta@b\t99999999999999999999\t5\tc@d\nFrom: a@b\n")]
    [InlineData("data\ta@b\t5\t5\tc@d")]
    [InlineData("data\ta\tb@c\t5\t5\tc@d\nFrom: a@b\n")]
    public void What_is_no_question_has_no_answer(string question)
    {
        Assert.Equal(string.Empty, Ask(question));
        Assert.Null(_lookup.Message);
    }

    private static string Question(string recipients) => $"data\ta@b.example\t5\t{Header.Length}\t{recipients}\n{Header}";

    private string Ask(string question) => Ask(Encoding.ASCII.GetBytes(question));

    private string Ask(byte[] question)
    {
        var answer = new ArrayBufferWriter<byte>();
        int taken = new LookupProtocol(_lookup).Answer(question, isEnd: true, answer, out bool isLast);
        Assert.Equal(answer.WrittenCount > 0, isLast);
        Assert.Equal(answer.WrittenCount > 0 ? question.Length : -1, taken);
        return Encoding.UTF8.GetString(answer.WrittenSpan);
    }
}
