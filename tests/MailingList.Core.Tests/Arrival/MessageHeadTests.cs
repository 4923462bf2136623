using System.Text;

using MailingList.Core.Arrival;
using MailingList.Core.Failures;

namespace MailingList.Core.Tests.Arrival;

public sealed class MessageHeadTests
{
    private static MessageHead Read(string text)
    {
        using var input = new MemoryStream(Encoding.Latin1.GetBytes(text));
        return MessageHead.Read(input);
    }

    [Theory]
    [InlineData("From: a@b\n\nhello\n", 6)]
    [InlineData("From: a@b\r\n\r\nhello\r\n", 6)]
    [InlineData("From: a@b\n", 0)]
    [InlineData("From: a@b\nno field\n", 9)]
    public void The_header_is_kept_and_the_body_counted(string text, long bodySize)
    {
        MessageHead head = Read(text);

        Assert.Equal("From", Assert.Single(head.Header.Fields).Name);
        Assert.Equal(bodySize, head.BodySize);
    }

    [Fact]
    public void A_body_of_any_size_is_counted()
    {
        Assert.Equal(5_000_000, Read($"From: a@b\n\n{new string('x', 5_000_000)}").BodySize);
    }

    [Fact]
    public void What_is_no_message_is_bad_data()
    {
        Assert.Equal(FailureKind.BadData, Assert.Throws<Failure>(() => Read(string.Empty)).Kind);
        Assert.Equal(FailureKind.BadData, Assert.Throws<Failure>(() => Read($"X: {new string('x', HeaderBlock.LargestSize)}")).Kind);
    }
}
