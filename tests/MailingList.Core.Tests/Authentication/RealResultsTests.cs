using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Authentication;

/// <summary>Fields as programs in use write them, with the domains of examples.</summary>
public sealed class RealResultsTests
{
    private const AuthenticationMethods None = AuthenticationMethods.None;
    private const AuthenticationMethods Dmarc = AuthenticationMethods.Dmarc;
    private const AuthenticationMethods Dkim = AuthenticationMethods.Dkim;
    private const AuthenticationMethods Spf = AuthenticationMethods.Spf;

    public static TheoryData<string, AuthenticationMethods, string[]> Fields => new()
    {
        {
            "OpenDKIM",
            Dkim,
            [" mx.example.org;\n\tdkim=pass (2048-bit key; secure) header.d=example.net header.i=@example.net header.a=rsa-sha256 header.s=mail header.b=\"xZ3a/Q+=\";\n\tdkim-atps=neutral"]
        },
        {
            "OpenDKIM, two signatures, with a reason",
            Dkim,
            [" mx.example.org;\n\tdkim=fail reason=\"signature verification failed\" (1024-bit key; unprotected) header.d=esp.example header.i=@esp.example header.b=\"abc\";\n\tdkim=pass (2048-bit key; unprotected) header.d=example.net header.i=@example.net header.b=\"def\""]
        },
        { "OpenDKIM, unsigned", None, [" mx.example.org; dkim=none; dkim-atps=neutral"] },
        { "OpenDMARC", Dmarc, [" mx.example.org; dmarc=pass (p=reject dis=none) header.from=example.net"] },
        { "OpenDMARC 1.4 with SPF of its own", Dmarc | Spf, [" mx.example.org; dmarc=pass (p=none dis=none) header.from=example.net", " mx.example.org; spf=pass smtp.mailfrom=anna@example.net"] },
        { "OpenDMARC, failed", None, [" mx.example.org; dmarc=fail (p=none dis=none) header.from=example.net"] },
        {
            "OpenDKIM and OpenDMARC",
            Dmarc | Dkim,
            [
                " mx.example.org; dmarc=pass (p=quarantine dis=none) header.from=example.net",
                " mx.example.org;\n\tdkim=pass (2048-bit key; unprotected) header.d=example.net header.i=@example.net header.a=rsa-sha256 header.s=s1 header.b=Ab1; dkim-atps=neutral",
            ]
        },
        {
            "rspamd",
            Dmarc | Dkim | Spf,
            [" mx.example.org;\n\tdkim=pass header.d=example.net header.s=mail header.b=Kd3+xa;\n\tspf=pass (mx.example.org: domain of anna@example.net designates 192.0.2.7 as permitted sender) smtp.mailfrom=anna@example.net;\n\tdmarc=pass (policy=quarantine) header.from=example.net"]
        },
        {
            "rspamd, failed",
            None,
            [" mx.example.org;\n\tdkim=none;\n\tspf=softfail smtp.mailfrom=anna@example.net;\n\tdmarc=fail reason=\"SPF not aligned (relaxed), No valid DKIM\" header.from=example.net (policy=none)"]
        },
        { "rspamd, submitted with a password", None, [" mx.example.org;\n\tauth=pass smtp.auth=anna smtp.mailfrom=anna@example.net"] },
        {
            "Exim",
            Dmarc | Dkim | Spf,
            [" mx.example.org;\n\tiprev=pass (mail.example.net) smtp.remote-ip=192.0.2.7;\n\tspf=pass smtp.mailfrom=example.net;\n\tdkim=pass header.d=example.net header.s=mail header.a=rsa-sha256;\n\tdmarc=pass header.from=example.net;\n\tarc=none"]
        },
        {
            "policyd-spf",
            Spf,
            [" mx.example.org; spf=pass (mailfrom)\n smtp.mailfrom=example.net (client-ip=192.0.2.7; helo=mail.example.net;\n envelope-from=anna@example.net; receiver=<UNKNOWN>)"]
        },
        { "dkimpy-milter", Dkim, [" mx.example.org; dkim=pass (Good 2048 bit rsa-sha256 signature)\n header.d=example.net header.i=@example.net header.a=rsa-sha256 header.s=mail"] },
        {
            "amavis",
            Dkim,
            [" mx.example.org (amavisd-new);\n\tdkim=pass (2048-bit key) header.d=example.net header.b=\"abc\";\n\tdkim=softfail (fail, body has been altered)\n\theader.d=esp.example"]
        },
        {
            "Google",
            Dmarc | Dkim | Spf,
            [" mx.example.org;\n       dkim=pass header.i=@example.net header.s=20230601 header.b=aBc1De2F;\n       spf=pass (example.org: domain of anna@example.net designates 2001:db8::7 as permitted sender) smtp.mailfrom=anna@example.net;\n       dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=example.net;\n       dara=pass header.i=@example.org"]
        },
        {
            "Exchange, whose fields have no identifier",
            None,
            [" spf=pass (sender IP is 192.0.2.7)\n smtp.mailfrom=example.net; dkim=pass (signature was verified)\n header.d=example.net;dmarc=pass action=none\n header.from=example.net;compauth=pass reason=100"]
        },
        {
            "Exchange, with the identifier of its last hop",
            Dmarc | Dkim | Spf,
            [" mx.example.org; spf=pass (sender IP is 192.0.2.7)\n smtp.mailfrom=example.net; dkim=pass (signature was verified)\n header.d=example.net;dmarc=pass action=none\n header.from=example.net;compauth=pass reason=100"]
        },
        {
            "Stalwart",
            Dmarc | Dkim | Spf,
            [" mx.example.org;\n\tdkim=pass header.d=example.net header.s=mail header.b=abc;\n\tspf=pass (mx.example.org: domain of anna@example.net designates 192.0.2.7 as permitted sender) smtp.mailfrom=anna@example.net smtp.helo=mail.example.net;\n\tiprev=pass policy.iprev=192.0.2.7;\n\tdmarc=pass header.from=example.net policy.dmarc=none"]
        },
        {
            "KumoMTA",
            Dkim | Spf,
            [" mx.example.org;\n\tdkim=pass\n\theader.a=rsa-sha256\n\theader.b=\"abc\"\n\theader.d=example.net\n\theader.i=\"@example.net\"\n\theader.s=mail;\n\tspf=pass\n\tsmtp.mailfrom=anna@example.net"]
        },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void It_is_understood(string program, AuthenticationMethods expected, string[] fields)
    {
        HeaderBlock header = Some.MessageWith(["Received: from mail.example.net by mx.example.org", .. fields.Select(field => "Authentication-Results:" + field)]).Header;

        Assert.Equal((program, expected), (program, new AuthorAuthentication(["mx.example.org"]).Passed(header, Some.Address(Some.Author))));
    }
}
