using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Authentication;

/// <summary>A stranger writes as somebody of example.net, and brings fields along that say so; the MTA has left them in.</summary>
public sealed class ForgedResultsTests
{
    private static AuthenticationMethods Passed(params string[] results) =>
        PassedBy([.. results.Select(text => $"Authentication-Results: mx.example.org; {text}")]);

    private static AuthenticationMethods PassedBy(params string[] fields)
    {
        HeaderBlock header = Some.MessageWith(["Received: from mail.evil.example by mx.example.org", .. fields]).Header;
        return new AuthorAuthentication(["mx.example.org"]).Passed(header, Some.Address(Some.Author));
    }

    [Theory]
    [InlineData("dmarc=pass header.from=example.net", "dmarc=fail (p=reject dis=none) header.from=example.net")]
    [InlineData("dmarc=pass header.from=example.net", "dmarc=none header.from=example.net")]
    [InlineData("dmarc=pass header.from=example.net", "dmarc=none")]
    [InlineData("dmarc=pass header.from=example.net", "dmarc=temperror")]
    [InlineData("dmarc=pass header.from=example.net", "dmarc=fail")]
    [InlineData("dkim=pass header.d=example.net", "dkim=none")]
    [InlineData("dkim=pass header.d=example.net", "dkim=fail header.d=example.net")]
    [InlineData("dkim=pass header.d=example.net", "dkim=pass header.d=evil.example")]
    [InlineData("dkim=pass header.d=example.net", "dkim=pass header.d=evil.example; dmarc=fail header.from=example.net")]
    [InlineData("dkim=pass header.d=example.net", "dmarc=fail header.from=example.net")]
    [InlineData("dkim=pass header.d=example.net", "spf=pass smtp.mailfrom=evil.example; dmarc=fail")]
    [InlineData("spf=pass smtp.mailfrom=example.net", "spf=pass smtp.mailfrom=evil.example")]
    [InlineData("spf=pass smtp.mailfrom=example.net", "spf=none smtp.helo=mail.evil.example")]
    [InlineData("spf=pass smtp.mailfrom=example.net", "dmarc=fail header.from=example.net")]
    public void Where_fields_contradict_each_other_nothing_passed(string one, string other)
    {
        Assert.NotEqual(AuthenticationMethods.None, Passed(one));
        Assert.Equal(AuthenticationMethods.None, Passed(one, other));
        Assert.Equal(AuthenticationMethods.None, Passed(other, one));
    }

    [Fact]
    public void One_method_that_did_not_pass_says_nothing_about_another()
    {
        Assert.Equal(AuthenticationMethods.Dmarc, Passed("dkim=none; spf=pass smtp.mailfrom=bounces.example.net", "dmarc=pass header.from=example.net"));
    }

    [Fact]
    public void A_second_signature_that_is_broken_is_in_nobody_s_way()
    {
        Assert.Equal(AuthenticationMethods.Dkim, Passed("dkim=pass header.d=example.net header.a=rsa-sha256; dkim=neutral header.d=example.net header.a=ed25519-sha256"));
        Assert.Equal(AuthenticationMethods.Dkim, Passed("dkim=fail header.d=esp.example; dkim=pass header.d=example.net"));
    }

    [Theory]
    [InlineData("mx.example.org; spf=fail smtp.mailfrom=\"a b\"@evil.example; dmarc=fail header.from=example.net")]
    [InlineData("mx.example.org; spf=fail (domain of a(b@evil.example says no) smtp.mailfrom=a; dmarc=fail header.from=example.net")]
    [InlineData("mx.example.org; spf=fail smtp.mailfrom")]
    [InlineData("mx.example.org/4bX1; dmarc=fail header.from=example.net")]
    [InlineData("mx.example.org 2; none")]
    [InlineData("i=1; mx.example.org; none")]
    public void A_field_of_ours_that_a_stranger_s_address_made_unreadable_is_not_passed_over(string unreadable)
    {
        const string Forged = "Authentication-Results: mx.example.org; dmarc=pass header.from=example.net";

        Assert.Equal(AuthenticationMethods.None, PassedBy($"Authentication-Results: {unreadable}", Forged));
        Assert.Equal(AuthenticationMethods.None, PassedBy(Forged, $"Authentication-Results: {unreadable}"));
    }

    [Theory]
    [InlineData("spf=pass smtp.mailfrom=\"a; dmarc=pass header.from=example.net\"@evil.example")]
    [InlineData("spf=pass smtp.mailfrom=\"a; dmarc=pass header.from=example.net; x=\"@evil.example")]
    [InlineData("spf=pass smtp.mailfrom=x.\"; dmarc=pass header.from=example.net policy.x=\"@evil.example")]
    [InlineData("spf=pass smtp.mailfrom=x.\"; dmarc=pass header.from=example.net policy.x=y\"@evil.example")]
    [InlineData("spf=pass (a \\) ; dmarc=pass header.from=example.net) smtp.mailfrom=evil.example")]
    [InlineData("spf=pass reason=\"; dmarc=pass header.from=example.net\" smtp.mailfrom=evil.example")]
    [InlineData("dkim=pass header.d=evil.example header.i=\"; dkim=pass header.d=example.net\"@evil.example")]
    public void What_a_stranger_puts_into_an_address_becomes_no_result(string results)
    {
        Assert.Equal(AuthenticationMethods.None, Passed(results));
    }

    [Fact]
    public void Which_of_two_From_fields_was_looked_at_nobody_can_tell()
    {
        Assert.Equal(AuthenticationMethods.None, PassedBy("Authentication-Results: mx.example.org; dmarc=pass header.from=example.net", "From: anna@example.net"));
    }

    [Fact]
    public void More_fields_than_any_MTA_writes_are_not_looked_at()
    {
        const string Good = "Authentication-Results: mx.example.org; dmarc=pass header.from=example.net";
        const string Foreign = "Authentication-Results: mx.evil.example; none";

        Assert.Equal(AuthenticationMethods.Dmarc, PassedBy([Good, .. Enumerable.Repeat(Foreign, 49)]));
        Assert.Equal(AuthenticationMethods.None, PassedBy([Good, .. Enumerable.Repeat(Foreign, 50)]));
    }

    [Fact]
    public void A_field_that_is_longer_than_any_MTA_writes_one_is_not_passed_over()
    {
        string filler = string.Concat(Enumerable.Repeat("; dkim=fail header.d=evil.example", 1000));

        Assert.Equal(AuthenticationMethods.None, Passed("dmarc=pass header.from=example.net", $"none{filler}; dmarc=fail header.from=example.net"));
    }

    [Fact]
    public void A_megabyte_of_fields_is_read_to_its_end()
    {
        // In square time that would be minutes, and the runner ends a test that hangs.
        string[] fields = [.. Enumerable.Repeat("Authentication-Results: mx.example.org; dkim=pass header.d=a.example (((((((((", 12_000)];

        Assert.Equal(AuthenticationMethods.None, PassedBy(fields));
    }
}
