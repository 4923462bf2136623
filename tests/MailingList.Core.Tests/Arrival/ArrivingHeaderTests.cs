using System.Text;

using MailingList.Core.Arrival;

namespace MailingList.Core.Tests.Arrival;

/// <summary>A header block as a milter is shown it.</summary>
public sealed class ArrivingHeaderTests
{
    private static HeaderBlock Block(params (string Name, string Value)[] fields) => HeaderBlock.OfArriving(
        fields.Select(field => ((ReadOnlyMemory<byte>)Encoding.Latin1.GetBytes(field.Name), (ReadOnlyMemory<byte>)Encoding.Latin1.GetBytes(field.Value))));

    [Fact]
    public void The_Received_that_the_MTA_will_put_on_top_is_there()
    {
        HeaderBlock header = Block(("Received", "from a by b"), ("From", "anna@example.net"));

        Assert.Equal(["Received", "Received", "From"], header.Fields.Select(field => field.Name));
    }

    [Fact]
    public void Values_are_what_they_will_be_in_the_queue()
    {
        HeaderBlock header = Block(("Subject", "hello\n world"), ("X-Tight", string.Empty), ("X-Raw", "b\u00e4r"));

        Assert.Equal("Subject: hello\n world\n", Encoding.Latin1.GetString(header.Fields[1].Raw.Span));
        Assert.Equal("hello world", header.Fields[1].Value);
        Assert.Equal(string.Empty, header.Fields[2].Value);
        Assert.Equal("b\u00e4r", header.Fields[3].Value);
    }

    [Fact]
    public void It_is_as_long_as_the_block_that_it_stands_for()
    {
        byte[] same = "Received: by this host\nFrom: a@b\n\n"u8.ToArray();

        Assert.True(HeaderBlock.TryParse(same, out HeaderBlock parsed));
        Assert.Equal(parsed.Length, Block(("From", "a@b")).Length);
    }
}
