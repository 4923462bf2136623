using MailingList.Core.Addressing;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Addressing;

public sealed class InternationalisedAddressTests
{
    [Theory]
    [InlineData("anna@bücher.example")]
    [InlineData("anna@BÜCHER.example")]
    [InlineData("anna@XN--BCHER-KVA.example")]
    [InlineData("Anna@bücher。example")]
    public void A_domain_equals_its_form_in_A_labels(string text)
    {
        Assert.Equal(Some.Address("anna@xn--bcher-kva.example"), Some.Address(text));
        Assert.Equal("xn--bcher-kva.example@anna", Some.Address(text).Key);
    }

    [Fact]
    public void A_local_part_in_ASCII_is_sent_with_A_labels_so_that_any_host_can_take_it()
    {
        EmailAddress address = Some.Address("anna@bücher.example");

        Assert.Equal("anna@xn--bcher-kva.example", address.Wire);
        Assert.Equal("anna@bücher.example", address.Text);
        Assert.False(address.NeedsSmtpUtf8);
    }

    [Fact]
    public void A_local_part_beyond_ASCII_needs_SMTPUTF8_and_keeps_its_domain()
    {
        EmailAddress address = Some.Address("jörg@bücher.example");

        Assert.Equal("jörg@bücher.example", address.Wire);
        Assert.True(address.NeedsSmtpUtf8);
    }

    [Fact]
    public void A_local_part_beyond_ASCII_needs_SMTPUTF8_in_any_domain()
    {
        Assert.True(Some.Address("jörg@example.org").NeedsSmtpUtf8);
        Assert.True(Some.Address("\"jörg x\"@example.org").NeedsSmtpUtf8);
        Assert.True(Some.Address("😀@example.org").NeedsSmtpUtf8);
    }

    [Fact]
    public void The_order_of_keys_puts_the_two_forms_of_a_domain_side_by_side()
    {
        EmailAddress[] sorted =
        [
            .. new[] { "a@xn--bcher-kva.example", "b@xn--bd.example", "b@bücher.example", "z@bücher.example" }
                .Select(Some.Address)
                .OrderBy(address => address.Key, StringComparer.Ordinal),
        ];

        Assert.Equal(
            ["a@xn--bcher-kva.example", "b@bücher.example", "z@bücher.example", "b@xn--bd.example"],
            sorted.Select(address => address.Text));
    }
}
