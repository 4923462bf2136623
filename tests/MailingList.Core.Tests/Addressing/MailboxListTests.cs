using System.Text;

using MailingList.Core.Addressing;

namespace MailingList.Core.Tests.Addressing;

public sealed class MailboxListTests
{
    private static IEnumerable<string> Addresses(string value) =>
        MailboxList.Parse(Encoding.UTF8.GetBytes(value)).Select(address => address.Text);

    [Theory]
    [InlineData(" anna@example.org\n", "anna@example.org")]
    [InlineData(" Anna <anna@example.org>\n", "anna@example.org")]
    [InlineData(" =?utf-8?q?J=C3=B6rg?= <joerg@example.org>\n", "joerg@example.org")]
    [InlineData(" \"Berg, Anna\" <anna@example.org>\n", "anna@example.org")]
    [InlineData(" anna@example.org (Anna Berg)\n", "anna@example.org")]
    [InlineData(" Anna\n\t<anna@example.org>\n", "anna@example.org")]
    [InlineData(" Anna <anna@example.org>, berta@example.org\n", "anna@example.org berta@example.org")]
    [InlineData(" Team: anna@example.org, Berta <berta@example.org>;\n", "anna@example.org berta@example.org")]
    [InlineData(" undisclosed:;\n", "")]
    [InlineData(" \n", "")]
    [InlineData("", "")]
    [InlineData(" \"anna berg\"@example.org\n", "\"anna berg\"@example.org")]
    [InlineData(" jörg@bücher.example\n", "jörg@bücher.example")]
    [InlineData(" Anna <a..b.@example.org>\n", "a..b.@example.org")]
    public void All_mailboxes_of_a_field_are_read(string value, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Addresses(value)));
    }

    [Fact]
    public void What_is_no_address_is_left_out()
    {
        Assert.Equal(["anna@example.org"], Addresses(" nobody@-example.org, anna@example.org\n"));
    }

    [Theory]
    [InlineData(" anna@example.org, Berta <berta@example.org>\n", true)]
    [InlineData(" Team: anna@example.org;, undisclosed:;\n", true)]
    [InlineData(" \n", true)]
    [InlineData("", true)]
    [InlineData(" nobody@-example.org, anna@example.org\n", false)]
    [InlineData(" anna@example.org, \"CEO\" <ceo@-corp.example>\n", false)]
    [InlineData(" root, anna@example.org\n", false)]
    [InlineData(" anna@example.org, root\n", false)]
    [InlineData(" anna@example.org, CEO <>\n", false)]
    [InlineData(" anna@example.org, Team: root;\n", false)]
    [InlineData(" root\n", false)]
    [InlineData(" <<>>\n", false)]
    public void That_a_mailbox_was_left_out_is_known(string value, bool expected)
    {
        MailboxList.Parse(Encoding.UTF8.GetBytes(value), out bool isWhole);

        Assert.Equal(expected, isWhole);
    }

    [Theory]
    [InlineData("anna@example.org", null)]
    [InlineData("  <anna@example.org>  ", null)]
    [InlineData("Anna <anna@example.org>", "Anna")]
    [InlineData("Anna<anna@example.org>", "Anna")]
    [InlineData("\"Berg, Anna\" <anna@example.org>", "Berg, Anna")]
    [InlineData("Berg, Anna <anna@example.org>", "Berg, Anna")]
    [InlineData("=?utf-8?q?J=C3=B6rg?= <anna@example.org>", "Jörg")]
    [InlineData("Jörg Müller <anna@example.org>", "Jörg Müller")]
    [InlineData("Anna \"the quick\" Berg <anna@example.org>", "Anna the quick Berg")]
    [InlineData("Anna < anna@example.org >", "Anna")]
    [InlineData("Anna [x] <anna@example.org>", "Anna [x]")]
    public void A_person_types_an_address_with_or_without_a_name(string text, string? expected)
    {
        Assert.True(MailboxList.TryParseOne(text, out string? name, out EmailAddress? address, out string? reason));
        Assert.Null(reason);
        Assert.Equal("anna@example.org", address.Text);
        Assert.Equal(expected, name);
    }

    [Theory]
    [InlineData("", "has no @")]
    [InlineData("Anna", "has no @")]
    [InlineData("anna@example.org>", "without a <")]
    [InlineData("Anna <anna>", "has no @")]
    [InlineData("Anna <>", "has no @")]
    [InlineData("Anna anna@example.org", "needs quotes")]
    [InlineData("Anna <anna@example.org>, Berta <berta>", "has no @")]
    public void What_cannot_be_read_leaves_a_reason(string text, string words)
    {
        Assert.False(MailboxList.TryParseOne(text, out _, out EmailAddress? address, out string? reason));
        Assert.Null(address);
        Assert.Contains(words, reason, StringComparison.Ordinal);
    }
}
