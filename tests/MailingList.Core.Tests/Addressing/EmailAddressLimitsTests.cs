using MailingList.Core.Addressing;

namespace MailingList.Core.Tests.Addressing;

public sealed class EmailAddressLimitsTests
{
    [Theory]
    [InlineData(null, "has no @")]
    [InlineData("", "has no @")]
    [InlineData("anna", "has no @")]
    [InlineData("@example.org", "has nothing before the @")]
    [InlineData("anna@", "has nothing after the @")]
    [InlineData("an na@example.org", "needs quotes")]
    [InlineData("an<na@example.org", "needs quotes")]
    [InlineData("anna,berta@example.org", "needs quotes")]
    [InlineData("a@b@example.org", "needs quotes")]
    [InlineData("\"anna@example.org", "not closed")]
    [InlineData("\"\"@example.org", "nothing in its quotes")]
    [InlineData("\"@example.org", "not closed")]
    [InlineData("\"a\"b\"@example.org", "stray quote")]
    [InlineData("\"a\\\"@example.org", "stray quote")]
    [InlineData("anna@exa mple.org", "not a domain name")]
    [InlineData("anna@-example.org", "not a domain name")]
    [InlineData("anna@example-.org", "not a domain name")]
    [InlineData("anna@example..org", "not a domain name")]
    [InlineData("anna@.example.org", "not a domain name")]
    [InlineData("anna@example.org.", "not a domain name")]
    [InlineData("anna@exam>ple.org", "not a domain name")]
    [InlineData("anna@[192.0.2.1", "broken address literal")]
    [InlineData("anna@[192.0.2.1>]", "broken address literal")]
    [InlineData("anna@[", "broken address literal")]
    [InlineData("anna@[]", "broken address literal")]
    public void What_is_no_address_is_refused_in_words(string? text, string words)
    {
        Assert.False(EmailAddress.TryParse(text, out EmailAddress? address, out string? reason));
        Assert.Null(address);
        Assert.Contains(words, reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an\nna@example.org")]
    [InlineData("an\r\nna@example.org")]
    [InlineData("an\0na@example.org")]
    [InlineData("an\tna@example.org")]
    [InlineData("an\u007fna@example.org")]
    [InlineData("an\u0085na@example.org")]
    [InlineData("\"an\nna\"@example.org")]
    [InlineData("\"an\\\nna\"@example.org")]
    [InlineData("\"an\0na\"@example.org")]
    [InlineData("anna@exam\nple.org")]
    [InlineData("anna@exam\0ple.org")]
    [InlineData("anna@exam\u0085ple.org")]
    [InlineData("änna@exam\u0085ple.org")]
    [InlineData("anna@example.org\n")]
    [InlineData("anna@[192.0.2.1\n]")]
    public void No_control_character_gets_into_an_address(string text)
    {
        Assert.False(EmailAddress.TryParse(text, out _, out string? reason));
        Assert.NotEmpty(reason);
    }

    [Theory]
    [InlineData("an\ufffdna@example.org")]
    [InlineData("\"an\ufffdna\"@example.org")]
    [InlineData("anna@exam\ufffdple.org")]
    [InlineData("an\ud800na@example.org")]
    [InlineData("\"an\udc00\"@example.org")]
    [InlineData("anna@exam\ud800ple.org")]
    public void What_a_decoder_could_not_read_is_refused(string text)
    {
        Assert.False(EmailAddress.TryParse(text, out _, out string? reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void A_local_part_has_64_bytes_at_most()
    {
        Assert.True(EmailAddress.TryParse($"{new string('a', 64)}@example.org", out _, out _));
        Assert.False(EmailAddress.TryParse($"{new string('a', 65)}@example.org", out _, out string? reason));
        Assert.Contains("64 bytes", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_local_part_is_counted_in_the_bytes_of_UTF_8()
    {
        Assert.True(EmailAddress.TryParse($"{new string('ä', 32)}@example.org", out _, out _));
        Assert.False(EmailAddress.TryParse($"{new string('ä', 32)}a@example.org", out _, out _));
    }

    [Fact]
    public void The_quotes_that_the_wire_needs_count_too()
    {
        string dots = $"a..{new string('b', 59)}";

        Assert.True(EmailAddress.TryParse($"{dots}@example.org", out EmailAddress? address, out _));
        Assert.Equal(64, address.Wire.IndexOf('@', StringComparison.Ordinal));
        Assert.False(EmailAddress.TryParse($"{dots}b@example.org", out _, out string? reason));
        Assert.Contains("64 bytes", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_has_63_bytes_at_most()
    {
        Assert.True(EmailAddress.TryParse($"anna@{new string('a', 63)}.org", out _, out _));
        Assert.False(EmailAddress.TryParse($"anna@{new string('a', 64)}.org", out _, out _));
    }

    [Fact]
    public void A_domain_has_255_bytes_at_most()
    {
        string labels = string.Concat(Enumerable.Repeat($"{new string('a', 49)}.", 5));

        Assert.True(EmailAddress.TryParse($"anna@{labels}abcde", out _, out _));
        Assert.False(EmailAddress.TryParse($"anna@{labels}abcdef", out _, out string? reason));
        Assert.Contains("255 bytes", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_internationalised_domain_is_counted_in_its_ASCII_form()
    {
        string labels = string.Concat(Enumerable.Repeat($"{new string('a', 44)}ü.", 5));

        Assert.False(EmailAddress.TryParse($"anna@{labels}example", out _, out string? reason));
        Assert.Contains("cannot be written in ASCII", reason, StringComparison.Ordinal);
    }
}
