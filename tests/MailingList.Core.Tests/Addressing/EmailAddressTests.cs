using MailingList.Core.Addressing;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Addressing;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("anna@example.org")]
    [InlineData("anna+news@example.org")]
    [InlineData("-anna@example.org")]
    [InlineData("a%b@example.org")]
    [InlineData("host!anna@example.org")]
    [InlineData("o'neill@example.org")]
    [InlineData("a/b=c@example.org")]
    [InlineData("{a|b}~`^_?*&$#@example.org")]
    [InlineData("\"anna with blanks\"@example.org")]
    [InlineData("\"a@b\"@example.org")]
    [InlineData("\"a\\\"b\\\\c\"@example.org")]
    [InlineData("anna@[192.0.2.1]")]
    [InlineData("anna@[IPv6:2001:db8::1]")]
    [InlineData("anna@localhost")]
    [InlineData("anna@_spf.example.org")]
    [InlineData("anna@a-b.1.example")]
    public void An_address_in_ASCII_is_kept_as_it_was_typed(string text)
    {
        EmailAddress address = Some.Address(text);

        Assert.Equal(text, address.Text);
        Assert.Equal(text, address.Wire);
        Assert.Equal(text, address.ToString());
        Assert.False(address.NeedsSmtpUtf8);
    }

    [Fact]
    public void Upper_case_is_kept_for_sending()
    {
        EmailAddress address = Some.Address("Anna.Berg@Example.ORG");

        Assert.Equal("Anna.Berg@Example.ORG", address.Text);
        Assert.Equal("Anna.Berg@Example.ORG", address.Wire);
        Assert.Equal("Anna.Berg", address.LocalPart);
        Assert.Equal("Example.ORG", address.Domain);
    }

    [Theory]
    [InlineData("Anna@Example.ORG", "anna@example.org")]
    [InlineData("\"anna\"@example.org", "anna@example.org")]
    [InlineData("\"an\\na\"@example.org", "anna@example.org")]
    [InlineData("a..b@example.org", "\"a..b\"@example.org")]
    [InlineData("ÄNNE@example.org", "änne@example.org")]
    public void Spellings_of_one_address_are_equal(string one, string other)
    {
        EmailAddress left = Some.Address(one);
        EmailAddress right = Some.Address(other);

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.True(left.Equals((object)right));
    }

    [Theory]
    [InlineData("anna@example.org", "anna@example.net")]
    [InlineData("anna@example.org", "anne@example.org")]
    [InlineData("anna+a@example.org", "anna@example.org")]
    [InlineData("an.na@example.org", "anna@example.org")]
    [InlineData("\"an na\"@example.org", "anna@example.org")]
    public void Different_addresses_are_different(string one, string other)
    {
        Assert.NotEqual(Some.Address(one), Some.Address(other));
    }

    [Fact]
    public void An_address_equals_nothing_that_is_no_address()
    {
        Assert.False(Some.Address("anna@example.org").Equals(null));
        Assert.False(Some.Address("anna@example.org").Equals((object)"anna@example.org"));
    }

    [Fact]
    public void The_key_puts_the_domain_first_in_lower_case_and_drops_the_quotes()
    {
        Assert.Equal("example.org@anna b", Some.Address("\"Anna B\"@EXAMPLE.org").Key);
    }

    [Theory]
    [InlineData("a..b@example.org", "\"a..b\"@example.org")]
    [InlineData(".a@example.org", "\".a\"@example.org")]
    [InlineData("a.@example.org", "\"a.\"@example.org")]
    public void Dots_that_no_atom_allows_are_quoted_on_the_wire(string text, string wire)
    {
        Assert.Equal(wire, Some.Address(text).Wire);
        Assert.Equal(text, Some.Address(text).Text);
    }

    [Fact]
    public void The_format_exception_gives_the_reason()
    {
        FormatException refused = Assert.Throws<FormatException>(() => EmailAddress.Parse("anna"));

        Assert.Equal("has no @", refused.Message);
    }
}
