using MailingList.Milter.Events;

namespace MailingList.Milter.Tests.Events;

public sealed class EnvelopeAddressTests
{
    [Theory]
    [InlineData("<a@example.net>\0", "a@example.net")]
    [InlineData("a@example.net\0", "a@example.net")]
    [InlineData("<@relay.example:user@example.net>\0", "@relay.example:user@example.net")]
    [InlineData("<\"a b\"@example.net>\0", "\"a b\"@example.net")]
    [InlineData("<\">\"@example.net>\0", "\">\"@example.net")]
    [InlineData("<@@bad>\0", "@@bad")]
    [InlineData("<postmaster>\0", "postmaster")]
    [InlineData("<half\0", "<half")]
    [InlineData("<\0", "<")]
    [InlineData("<m\xc3\xbcller@example.net>\0", "müller@example.net")]
    public void Pitfall_4_brackets_are_there_by_SMTP_and_missing_by_sendmail(string data, string address)
    {
        EnvelopeAddress read = Read(data);
        Assert.Equal((address, false), (read.Address, read.IsNull));
        Assert.Empty(read.Arguments);
    }

    [Theory]
    [InlineData("<@relay.example:user@example.net>\0", "user@example.net")]
    [InlineData("<@a.example,@b.example:example.net!user>\0", "example.net!user")]
    [InlineData("<@a.example:@b.example:user@example.net>\0", "@b.example:user@example.net")]
    [InlineData("<\"@a:b\"@example.net>\0", "\"@a:b\"@example.net")]
    [InlineData("<@@bad>\0", "@@bad")]
    [InlineData("<>\0", "")]
    public void A_source_route_is_no_part_of_the_mailbox(string data, string mailbox) => Assert.Equal(mailbox, Read(data).Mailbox);

    [Theory]
    [InlineData("<>\0")]
    [InlineData("\0")]
    public void Pitfall_4_nobody_is_empty_brackets_or_nothing(string data) => Assert.True(Read(data).IsNull);

    [Fact]
    public void A_byte_that_is_no_UTF8_is_kept() => Assert.Equal("m\udcfcller@example.net", Read("<m\xfcller@example.net>\0").Address);

    [Fact]
    public void Arguments_follow()
    {
        EnvelopeAddress read = Read("<a@example.net>\0SIZE=100\0BODY=8BITMIME\0");
        Assert.Equal(["SIZE=100", "BODY=8BITMIME"], read.Arguments);
        Assert.Equal(("<a@example.net>", "<a@example.net>"), (read.Raw, read.ToString()));
    }

    private static EnvelopeAddress Read(string data) => EnvelopeAddress.Read([.. data.Select(c => (byte)c)]);
}
