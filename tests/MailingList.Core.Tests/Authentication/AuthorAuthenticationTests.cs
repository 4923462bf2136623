using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Authentication;

public sealed class AuthorAuthenticationTests
{
    private const string Received = "Received: from mail.example.net by mx.example.org with ESMTPS; Mon, 1 Feb 2027 10:00:00 +0000";
    private const AuthenticationMethods None = AuthenticationMethods.None;
    private const AuthenticationMethods Dmarc = AuthenticationMethods.Dmarc;
    private const AuthenticationMethods Dkim = AuthenticationMethods.Dkim;
    private const AuthenticationMethods Spf = AuthenticationMethods.Spf;

    private static AuthenticationMethods Passed(string author, params string[] fields) =>
        new AuthorAuthentication(["mx.example.org", "mx2.example.org"]).Passed(Header(fields, $"From: {author}"), Some.Address(author));

    /// <summary>For one field of a trusted host, of which only the results are of interest.</summary>
    private static AuthenticationMethods PassedBy(string results, string author = Some.Author) =>
        Passed(author, Received, $"Authentication-Results: mx.example.org; {results}");

    private static HeaderBlock Header(params string[] fields) => Some.Message(string.Concat(fields.Select(field => field + "\n")) + "\nHello.\n").Header;

    private static HeaderBlock Header(string[] fields, string from) => Header([.. fields, from]);

    private static string Result(string results, string writer = "mx.example.org") => $"Authentication-Results: {writer}; {results}";

    [Theory]
    [InlineData("dmarc=pass header.from=example.net", Dmarc)]
    [InlineData("dkim=pass header.d=example.net", Dkim)]
    [InlineData("dkim=pass header.i=@example.net", Dkim)]
    [InlineData("dkim=pass header.i=anna@example.net", Dkim)]
    [InlineData("spf=pass smtp.mailfrom=example.net", Spf)]
    [InlineData("spf=pass smtp.mailfrom=anna@example.net", Spf)]
    [InlineData("dkim=pass header.d=example.net; spf=pass smtp.mailfrom=example.net; dmarc=pass header.from=example.net", Dmarc | Dkim | Spf)]
    [InlineData("dkim=pass header.d=esp.example; dmarc=pass header.from=example.net", Dmarc)]
    public void What_passed_for_the_author_s_domain_is_told(string results, AuthenticationMethods expected)
    {
        Assert.Equal(expected, PassedBy(results));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("dmarc=fail header.from=example.net")]
    [InlineData("dmarc=none header.from=example.net")]
    [InlineData("dmarc=bestguesspass header.from=example.net")]
    [InlineData("dmarc=temperror header.from=example.net")]
    [InlineData("dmarc=pass")]
    [InlineData("dmarc=pass header.from=example.com")]
    [InlineData("dmarc=pass header.from=net")]
    [InlineData("dmarc=pass smtp.mailfrom=example.net")]
    [InlineData("dmarc=pass header.d=example.net")]
    [InlineData("dmarc=pass header.from=")]
    [InlineData("dmarc=pass header.from=example.net.evil.example")]
    [InlineData("dmarc=pass header.from=evil.example header.from=example.net")]
    [InlineData("dkim=pass")]
    [InlineData("dkim=pass header.d=evil.example")]
    [InlineData("dkim=pass header.d=net")]
    [InlineData("dkim=pass header.d=.net")]
    [InlineData("dkim=pass header.d=badexample.net")]
    [InlineData("dkim=pass header.d=xample.net")]
    [InlineData("dkim=pass header.d=mail.example.net")] // whoever signs for a host does not for the domain above it
    [InlineData("dkim=pass header.d=evil.example header.i=@example.net")]
    [InlineData("dkim=pass header.from=example.net")]
    [InlineData("dkim=pass header.d=example.net@evil.example")]
    [InlineData("dkim=policy header.d=example.net")]
    [InlineData("dkim-atps=pass header.d=example.net")]
    [InlineData("spf=softfail smtp.mailfrom=example.net")]
    [InlineData("spf=pass smtp.helo=example.net")]
    [InlineData("spf=pass smtp.mailfrom=evil.example smtp.helo=example.net")]
    [InlineData("auth=pass smtp.mailfrom=anna@example.net")]
    [InlineData("arc=pass header.d=example.net")]
    [InlineData("dkim/2=pass header.d=example.net")]
    [InlineData("other.example; dkim=pass header.d=example.net")] // by some other host
    public void Whatever_else_there_is_says_nothing(string results)
    {
        Assert.Equal(None, PassedBy(results));
    }

    [Fact]
    public void Whoever_rules_a_domain_rules_what_is_below_it_but_DMARC_speaks_of_From_itself()
    {
        const string Author = "anna@office.example.net";

        Assert.Equal(Dkim, PassedBy("dkim=pass header.d=example.net", Author));
        Assert.Equal(Dkim, PassedBy("dkim=pass header.i=@example.net", Author));
        Assert.Equal(Spf, PassedBy("spf=pass smtp.mailfrom=bounce@example.net", Author));
        Assert.Equal(Dmarc, PassedBy("dmarc=pass header.from=office.example.net", Author));
        Assert.Equal(None, PassedBy("dmarc=pass header.from=example.net", Author));
    }

    [Theory]
    [InlineData("Authentication-Results: MX.Example.ORG; DMARC=Pass Header.From=EXAMPLE.net")]
    [InlineData("AUTHENTICATION-RESULTS:mx.example.org;dmarc=pass header.from=example.net")]
    [InlineData("Authentication-Results: mx.example.org 1; dmarc=pass header.from=example.net")]
    [InlineData("Authentication-Results: \"mx.example.org\"; dmarc=pass header.from=\"example.net\"")]
    [InlineData("Authentication-Results: mx.example.org;\r\n\tdmarc=pass\r\n\t (p=none dis=none)\r\n\theader.from=example.net;\r")]
    [InlineData("Authentication-Results: (our) mx.example.org (it is) 1 (one); dmarc (D) / 1 = (is) pass (really (so)) header (h) . (dot) from (f) = (is) example.net (done)")]
    [InlineData("Authentication-Results: mx.example.org; dmarc=pass reason=\"so; dmarc=fail\" header.from=example.net")]
    [InlineData("Authentication-Results: mx.example.org; dmarc=pass (dmarc=fail header.from=example.net) header.from=example.net")]
    public void However_it_is_written_it_is_understood(string field)
    {
        Assert.Equal(Dmarc, Passed(Some.Author, Received, field));
    }

    [Theory]
    [InlineData("anna@bücher.example", "xn--bcher-kva.example")]
    [InlineData("anna@xn--bcher-kva.example", "XN--BCHER-KVA.example")]
    [InlineData("anna@xn--bcher-kva.example", "b\u00c3\u00bccher.example")] // the bytes of UTF-8 (RFC 8616)
    public void Internationalised_domains_are_the_same_however_they_are_spelled(string author, string domain)
    {
        HeaderBlock header = Header(Result($"dmarc=pass header.from={domain}"), "From: somebody");

        Assert.Equal(Dmarc, new AuthorAuthentication(["mx.example.org"]).Passed(header, Some.Address(author)));
    }

    [Theory]
    [InlineData("Authentication-Results: mail.evil.example; dmarc=pass header.from=example.net")]
    [InlineData("Authentication-Results: mx.example.org.evil.example; dmarc=pass header.from=example.net")]
    [InlineData("Authentication-Results: xmx.example.org; dmarc=pass header.from=example.net")]
    [InlineData("Authentication-Results: example.org; dmarc=pass header.from=example.net")]
    [InlineData("Authentication-Results: (mx.example.org) evil.example; dmarc=pass header.from=example.net")]
    [InlineData("Authentication-Results: dmarc=pass header.from=example.net")]
    [InlineData("Authentication-Results: evil.example; x=\"; mx.example.org; dmarc=pass header.from=example.net\"")]
    [InlineData("ARC-Authentication-Results: i=1; mx.example.org; dmarc=pass header.from=example.net")]
    [InlineData("X-Authentication-Results: mx.example.org; dmarc=pass header.from=example.net")]
    [InlineData("Received-SPF: pass (mx.example.org: domain of anna@example.net)")]
    [InlineData("Authentication-Results:")]
    [InlineData("Authentication-Results: ;;;((")]
    public void Nobody_else_is_believed_and_nobody_else_is_in_the_way(string field)
    {
        Assert.Equal(None, Passed(Some.Author, Received, field));
        Assert.Equal(Dmarc, Passed(Some.Author, Received, field, Result("dmarc=pass header.from=example.net")));
    }

    [Fact]
    public void Without_a_trusted_host_nothing_passes()
    {
        HeaderBlock header = Header(Received, Result("dmarc=pass header.from=example.net"), $"From: {Some.Author}");

        Assert.Equal(None, new AuthorAuthentication([]).Passed(header, Some.Address(Some.Author)));
    }

    [Fact]
    public void Every_host_of_a_cluster_is_believed()
    {
        Assert.Equal(Dmarc | Dkim, Passed(Some.Author, Received, Result("dmarc=pass header.from=example.net"), Result("dkim=pass header.d=example.net", "mx2.example.org")));
    }

    [Fact]
    public void What_was_there_before_the_message_came_to_this_host_counts_for_nothing()
    {
        string good = Result("dmarc=pass header.from=example.net");

        Assert.Equal(Dmarc, Passed(Some.Author, good, Received, "Received: from somewhere"));
        Assert.Equal(Dmarc, Passed(Some.Author, Received, good, "Received: from somewhere"));
        Assert.Equal(None, Passed(Some.Author, Received, "Received: from somewhere", good));
    }

    [Theory]
    [InlineData(AuthenticationMethods.Dmarc | AuthenticationMethods.Dkim, false)]
    [InlineData(AuthenticationMethods.Spf, true)]
    [InlineData(AuthenticationMethods.Dkim | AuthenticationMethods.Spf, true)]
    public void Who_asks_says_what_is_enough(AuthenticationMethods enough, bool expected)
    {
        HeaderBlock header = Header(Result("spf=pass smtp.mailfrom=example.net"), $"From: {Some.Author}");

        Assert.Equal(expected, new AuthorAuthentication(["mx.example.org"]).IsAuthenticated(header, Some.Address(Some.Author), enough));
    }

    [Theory]
    [InlineData("dmarc=pass header.from=example.net", true)]
    [InlineData("dkim=pass header.d=example.net", true)]
    [InlineData("spf=pass smtp.mailfrom=example.net", false)]
    public void SPF_alone_is_enough_for_nobody_who_did_not_ask_for_it(string results, bool expected)
    {
        HeaderBlock header = Header(Result(results), $"From: {Some.Author}");

        Assert.Equal(expected, new AuthorAuthentication(["mx.example.org"]).IsAuthenticated(header, Some.Address(Some.Author)));
    }
}
