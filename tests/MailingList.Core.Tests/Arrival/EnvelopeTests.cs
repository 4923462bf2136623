using MailingList.Core.Arrival;
using MailingList.Core.Failures;

namespace MailingList.Core.Tests.Arrival;

public sealed class EnvelopeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("MAILER-DAEMON")]
    [InlineData("mailer-daemon")]
    [InlineData("MAILER-DAEMON@mx1.example.net")]
    public void Nothing_may_be_sent_because_of_a_null_return_path(string returnPath)
    {
        Assert.True(Envelope.Parse(returnPath, "dev@example.org").HasNullReturnPath);
    }

    [Theory]
    [InlineData("anna@example.net")]
    [InlineData("my-mailer-daemon@example.net")]
    [InlineData("<anna@example.net>")]
    public void Everybody_else_has_a_return_path(string returnPath)
    {
        Assert.False(Envelope.Parse(returnPath, "dev@example.org").HasNullReturnPath);
    }

    [Fact]
    public void Brackets_are_taken_off_both_addresses()
    {
        var envelope = Envelope.Parse("<anna@example.net>", "<dev@example.org>");

        Assert.Equal("anna@example.net", envelope.ReturnPath);
        Assert.Equal("dev@example.org", envelope.Recipient.Text);
    }

    [Fact]
    public void A_recipient_that_is_no_address_is_one_of_a_list_that_does_not_exist()
    {
        Failure refused = Assert.Throws<Failure>(() => Envelope.Parse("anna@example.net", "dev"));

        Assert.Equal(FailureKind.NoSuchList, refused.Kind);
        Assert.Equal("5.1.1", refused.Status);
    }
}
