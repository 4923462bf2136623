using MailingList.Milter.Events;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Wire;

public sealed class WireReaderTests
{
    [Fact]
    public void The_offer_of_Postfix_is_read()
    {
        var offer = OptionOffer.Read([0, 0, 0, 6, 0, 0, 1, 0xff, 0, 0x1f, 0xff, 0xff]);
        Assert.Equal(new OptionOffer(6, (MilterActions)0x1ff, (ProtocolSteps)0x1fffff), offer);
    }

    [Fact]
    public void Words_of_zero_mean_what_version_1_could()
    {
        var offer = OptionOffer.Read(new byte[12]);
        Assert.Equal(((MilterActions)0x0f, (ProtocolSteps)0x3f), (offer.Actions, offer.Steps));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\x06\0\0\x01\xff\0\x1f\xff")]
    public void An_offer_that_ends_too_soon_is_none(string data) => Assert.Throws<ProtocolException>(() => OptionOffer.Read(Bytes(data)));

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("name\0")]
    [InlineData("name\04")]
    [InlineData("name\04\x01")]
    [InlineData("name\04\x01\x02")]
    [InlineData("name\04\x01\x02" + "192.0.2.1")]
    [InlineData("name\0X\x01\x02" + "192.0.2.1\0")]
    public void A_client_that_is_not_whole_is_none(string data) => Assert.Throws<ProtocolException>(() => ConnectedClient.Read(Bytes(data)));

    [Theory]
    [InlineData("")]
    [InlineData("<a@example.net>")]
    [InlineData("<a@example.net>\0SIZE=1")]
    public void An_address_that_is_not_whole_is_none(string data) => Assert.Throws<ProtocolException>(() => EnvelopeAddress.Read(Bytes(data)));

    private static byte[] Bytes(string text) => [.. text.Select(c => (byte)c)];
}
