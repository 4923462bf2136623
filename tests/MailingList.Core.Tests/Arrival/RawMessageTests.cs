using System.Text;
using System.Text.RegularExpressions;

using CsCheck;

using MailingList.Core.Arrival;
using MailingList.Core.Failures;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Arrival;

public sealed class RawMessageTests
{
    // Mostly what header blocks are made of, so that many of the messages have one.
    private static readonly string[] Parts =
        ["Subject", "From", "X-A", "List-Id", "From ", ">From ", ": ", ":", " :", "\n", "\r\n", "\n\n", "\n ", "\r", "\0", "body text"];

    private static readonly Gen<byte[]> Part = Gen.Frequency(
        (4, Gen.Int[0, Parts.Length - 1].Select(at => Encoding.Latin1.GetBytes(Parts[at]))),
        (1, Gen.Byte.Array[0, 8]));

    private static readonly Gen<byte[]> Bytes =
        Part.Array[1, 40].Select(parts => parts.SelectMany(part => part).ToArray()).Where(bytes => bytes.Length > 0);

    [Fact]
    public void Every_byte_of_a_message_is_in_exactly_one_of_its_parts()
    {
        Bytes.Sample(
            input =>
            {
                RawMessage message = Some.Message(input);
                byte[] fields = [.. message.Header.Fields.SelectMany(field => field.Raw.ToArray())];
                int mbox = MboxLine(input);
                using var body = new MemoryStream();
                message.CopyBodyTo(body);
                int separator = message.Header.Length - mbox - fields.Length;

                return message.Size == input.Length
                    && body.ToArray().AsSpan().SequenceEqual(input.AsSpan(message.Header.Length))
                    && fields.AsSpan().SequenceEqual(input.AsSpan(mbox, fields.Length))
                    && input.AsSpan(mbox + fields.Length, separator) is [] or [(byte)'\n'] or [(byte)'\r', (byte)'\n'];
            },
            iter: 20_000);
    }

    [Fact]
    public void The_body_can_be_copied_more_than_once()
    {
        RawMessage message = Some.Message("Subject: x\n\nbody\n");
        using var target = new MemoryStream();

        message.CopyBodyTo(target);
        message.CopyBodyTo(target);

        Assert.Equal("body\nbody\n", Encoding.ASCII.GetString(target.ToArray()));
    }

    [Fact]
    public void Lines_of_100_kB_are_lines()
    {
        string longLine = new('x', 100_000);
        RawMessage message = Some.Message($"Subject: {longLine}\nTo: y\n\n{longLine}\n");

        Assert.Equal(longLine, message.Header.Fields[0].Value);
        Assert.Equal(2, message.Header.Fields.Count);
        Assert.Equal(100_001, message.Size - message.Header.Length);
    }

    [Fact]
    public void An_empty_input_is_no_message()
    {
        Failure refused = Assert.Throws<Failure>(() => Some.Message(string.Empty));

        Assert.Equal(FailureKind.BadData, refused.Kind);
        Assert.Equal("5.6.0", refused.Status);
    }

    [Theory]
    [InlineData("X: yyyyyyyyyyyy\n")]
    [InlineData("A-name-that-is-longer-than-its-value-so-that-the-limit-falls-into-it:\n")]
    [InlineData("X: folded\n and folded again\n")]
    [InlineData("X: y\r\n")]
    public void A_header_block_without_an_end_is_no_message(string line)
    {
        string fields = string.Concat(Enumerable.Repeat(line, (HeaderBlock.LargestSize / line.Length) + 2));

        Failure refused = Assert.Throws<Failure>(() => Some.Message(fields + "\nbody\n"));

        Assert.Equal(FailureKind.BadData, refused.Kind);
    }

    [Fact]
    public void Wherever_the_limit_falls_no_field_is_taken_for_the_body()
    {
        const string Line = "A-Name : v\r\n";
        string fields = string.Concat(Enumerable.Repeat(Line, (HeaderBlock.LargestSize / Line.Length) + 2));

        Assert.All(Enumerable.Range(0, Line.Length), shift =>
            Assert.Throws<Failure>(() => Some.Message($"X:{new string('x', shift)}\n{fields}\nbody\n")));
    }

    [Fact]
    public void A_body_larger_than_the_limit_of_header_blocks_is_no_matter()
    {
        string body = new('x', 2 * HeaderBlock.LargestSize);

        RawMessage message = Some.Message($"Subject: x\n\n{body}");
        RawMessage withoutHeader = Some.Message(body);

        Assert.Equal(body.Length, message.Size - message.Header.Length);
        Assert.Equal(0, withoutHeader.Header.Length);
    }

    private static int MboxLine(byte[] input)
    {
        int newline = Array.IndexOf(input, (byte)'\n');
        int end = newline < 0 ? input.Length : newline + 1;
        string line = Encoding.Latin1.GetString(input, 0, end);
        return Regex.IsMatch(line, "^>?From (?![ \t]*:)") ? end : 0;
    }
}
