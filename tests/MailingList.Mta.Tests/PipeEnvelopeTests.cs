using MailingList.Core.Arrival;
using MailingList.Core.Failures;

namespace MailingList.Mta.Tests;

public sealed class PipeEnvelopeTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    private static Envelope Read(string? sender, string? recipient, Dictionary<string, string> environment) =>
        PipeEnvelope.Read(sender, recipient, name => environment.GetValueOrDefault(name));

    private static Dictionary<string, string> Exim(string recipient, string? sender)
    {
        var environment = new Dictionary<string, string> { ["RECIPIENT"] = recipient };
        if (sender is not null)
        {
            environment["SENDER"] = sender;
        }

        return environment;
    }

    [Theory]
    [InlineData("anna@example.net", "dev@example.org")]
    [InlineData("<anna@example.net>", "<dev@example.org>")]
    public void Postfix_gives_it_in_the_arguments(string sender, string recipient)
    {
        Envelope envelope = Read(sender, recipient, Nothing);

        Assert.Equal(("anna@example.net", "dev@example.org"), (envelope.ReturnPath, envelope.Recipient.Text));
    }

    [Theory]
    [InlineData("anna@example.net", "dev@example.org")]
    [InlineData("<anna@example.net>", "<dev@example.org>")]
    public void Exim_gives_it_in_the_environment(string sender, string recipient)
    {
        Envelope envelope = Read(null, null, Exim(recipient, sender));

        Assert.Equal(("anna@example.net", "dev@example.org"), (envelope.ReturnPath, envelope.Recipient.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("MAILER-DAEMON")]
    public void An_empty_sender_is_the_null_return_path(string sender)
    {
        Assert.True(Read(sender, "dev@example.org", Nothing).HasNullReturnPath);
        Assert.True(Read(null, null, Exim("dev@example.org", sender)).HasNullReturnPath);
    }

    [Fact]
    public void An_environment_without_a_sender_has_the_null_return_path()
    {
        Assert.True(Read(null, null, Exim("dev@example.org", null)).HasNullReturnPath);
    }

    [Fact]
    public void A_SENDER_alone_in_the_environment_is_no_second_envelope()
    {
        var environment = new Dictionary<string, string> { ["SENDER"] = "somebody@example.com" };

        Assert.Equal("anna@example.net", Read("anna@example.net", "dev@example.org", environment).ReturnPath);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("anna@example.net", null)]
    [InlineData(null, "dev@example.org")]
    public void Half_an_envelope_or_none_is_a_mistake_in_the_wiring_and_the_post_waits(string? sender, string? recipient)
    {
        Failure refused = Assert.Throws<Failure>(() => Read(sender, recipient, Nothing));

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("no envelope", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_envelopes_are_a_mistake_in_the_wiring_and_the_post_waits()
    {
        Failure refused = Assert.Throws<Failure>(() =>
            Read("anna@example.net", "dev@example.org", Exim("users@example.org", "berta@example.net")));

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("two envelopes", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anna@example.net", null)]
    [InlineData(null, "dev@example.org")]
    public void Half_an_envelope_in_the_arguments_is_not_completed_from_the_environment(string? sender, string? recipient)
    {
        Assert.Equal(FailureKind.Temporary, Assert.Throws<Failure>(() =>
            Read(sender, recipient, Exim("users@example.org", "berta@example.net"))).Kind);
    }

    [Fact]
    public void A_recipient_that_is_no_address_is_one_of_no_list()
    {
        Assert.Equal(FailureKind.NoSuchList, Assert.Throws<Failure>(() => Read("anna@example.net", "dev", Nothing)).Kind);
        Assert.Equal(FailureKind.NoSuchList, Assert.Throws<Failure>(() => Read(null, null, Exim(string.Empty, "x@example.net"))).Kind);
    }
}
