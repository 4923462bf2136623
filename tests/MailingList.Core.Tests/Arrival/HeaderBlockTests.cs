using System.Text;

using MailingList.Core.Arrival;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Arrival;

public sealed class HeaderBlockTests
{
    private static HeaderBlock Header(string text) => Some.Message(text).Header;

    private static IEnumerable<string> Fields(string text) => Header(text).Fields.Select(field => $"{field.Name}={field.Value}");

    private static string Body(string text)
    {
        using var body = new MemoryStream();
        Some.Message(text).CopyBodyTo(body);
        return Encoding.Latin1.GetString(body.ToArray());
    }

    [Fact]
    public void Fields_come_in_their_order_with_name_and_value()
    {
        Assert.Equal(["From=anna@example.org", "Subject=one: two"], Fields("From: anna@example.org\nSubject:one: two\n\nbody\n"));
    }

    [Fact]
    public void The_empty_line_belongs_to_the_header_block()
    {
        Assert.Equal("Subject: x\n\n".Length, Header("Subject: x\n\nbody\n").Length);
        Assert.Equal("body\n", Body("Subject: x\n\nbody\n"));
        Assert.Equal("body\r\n", Body("Subject: x\r\n\r\nbody\r\n"));
    }

    [Fact]
    public void A_folded_field_is_one_field_and_its_value_one_line()
    {
        HeaderField field = Assert.Single(Header("Subject: one\n two\n\tthree\n\n").Fields);

        Assert.Equal("one two\tthree", field.Value);
        Assert.Equal("Subject: one\n two\n\tthree\n", Encoding.ASCII.GetString(field.Raw.Span));
        Assert.Equal(" one\n two\n\tthree\n", Encoding.ASCII.GetString(field.RawValue));
    }

    [Fact]
    public void White_space_before_the_colon_belongs_to_neither_name_nor_value()
    {
        Assert.Equal(["Subject=x", "To=y"], Fields("Subject : x\nTo \t :y\n\n"));
    }

    [Fact]
    public void Names_compare_without_case()
    {
        HeaderBlock header = Header("SUBJECT: a\nsubject: b\nsubject2: c\n\n");

        Assert.Equal(["a", "b"], header.All("Subject").Select(field => field.Value));
    }

    [Fact]
    public void A_field_may_be_empty()
    {
        Assert.Equal(["Subject=", "To="], Fields("Subject:\nTo: \n\n"));
    }

    [Theory]
    [InlineData("Hello, no header here\n", 0)]
    [InlineData(": no name\n", 0)]
    [InlineData(" : no name\n", 0)]
    [InlineData(" folded: out of nothing\n", 0)]
    [InlineData("two words: x\n", 0)]
    [InlineData("\nbody\n", 1)]
    [InlineData("\r\nbody\n", 2)]
    public void What_is_no_field_begins_the_body(string text, int length)
    {
        HeaderBlock header = Header(text);

        Assert.Empty(header.Fields);
        Assert.Equal(length, header.Length);
        Assert.Equal(text[length..], Body(text));
    }

    [Fact]
    public void A_line_that_is_no_field_ends_the_header_block_and_stays_in_the_body()
    {
        Assert.Equal(["Subject=x"], Fields("Subject: x\nno field\nTo: y\n\nbody\n"));
        Assert.Equal("no field\nTo: y\n\nbody\n", Body("Subject: x\nno field\nTo: y\n\nbody\n"));
    }

    [Theory]
    [InlineData("From anna@example.org Mon Jan  1 00:00:00 2024\n")]
    [InlineData(">From anna@example.org Mon Jan  1 00:00:00 2024\r\n")]
    public void A_line_of_an_mbox_file_in_front_is_no_field(string line)
    {
        HeaderBlock header = Header($"{line}Subject: x\n\nbody\n");

        Assert.Equal("Subject", Assert.Single(header.Fields).Name);
        Assert.Equal(line.Length + "Subject: x\n\n".Length, header.Length);
    }

    [Fact]
    public void From_with_a_blank_before_its_colon_is_a_field()
    {
        Assert.Equal(["From=anna@example.org", "To=x"], Fields("From : anna@example.org\nTo: x\n\n"));
    }

    [Fact]
    public void An_mbox_line_may_be_all_there_is()
    {
        HeaderBlock header = Header("From anna");

        Assert.Empty(header.Fields);
        Assert.Equal(9, header.Length);
    }

    [Theory]
    [InlineData("Subject: x\n\n", "\n")]
    [InlineData("Subject: x\r\n\r\n", "\r\n")]
    [InlineData("Subject: x\r\nTo: y\n\n", "\r\n")]
    [InlineData("Subject: x\nTo: y\r\n\r\n", "\n")]
    [InlineData("Subject: x", "\n")]
    public void Added_fields_end_like_the_first_line(string text, string lineEnd)
    {
        Assert.Equal(lineEnd, Header(text).LineEnd);
    }

    [Theory]
    [InlineData("Subject: x", true)]
    [InlineData("Subject: x\n folded", true)]
    [InlineData("Subject: x\n", false)]
    [InlineData("Subject: x\n\n", false)]
    [InlineData("Subject: x\nbody", false)]
    public void A_message_may_stop_in_the_middle_of_its_header_block(string text, bool endsOpen)
    {
        Assert.Equal(endsOpen, Header(text).EndsOpen);
        Assert.Equal("Subject", Header(text).Fields[0].Name);
    }

    [Fact]
    public void Bytes_above_127_become_the_characters_of_the_same_number()
    {
        string every = string.Concat(Enumerable.Range(0x80, 0x80).Select(i => (char)i));

        Assert.Equal($"x{every}", Assert.Single(Header($"Subject: x{every}\n\n").Fields).Value);
    }

    [Fact]
    public void NUL_bytes_are_bytes_like_others_in_a_value_and_no_part_of_a_name()
    {
        Assert.Equal(["Subject=a\0b"], Fields("Subject: a\0b\nTo\0: x\n\n"));
    }
}
