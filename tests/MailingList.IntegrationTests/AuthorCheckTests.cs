using System.Text.Json;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Posts whose From says that a subscriber wrote them, and what our own MTA says to that.</summary>
public sealed class AuthorCheckTests : IDisposable
{
    private const string Received = "Received: from mail.a.example by mx.example.net\n";
    private const string Passed = "Authentication-Results: mx.example.net; dmarc=pass header.from=a.example\n";

    private readonly Sandbox _sandbox = new();

    public AuthorCheckTests()
    {
        _sandbox.Set("authserv-id", "mx.example.net");
        _sandbox.Ok("create", "dev@lists.example.org", "--owner", "olga@o.example");
        _sandbox.Ok("subscribe", "dev", "ann@a.example");
    }

    public void Dispose() => _sandbox.Dispose();

    private Result Deliver(string top) => _sandbox.Deliver("dev@lists.example.org", [.. Some.Bytes(top), .. Some.Post(from: "ann@a.example")]);

    private void Set(string check) => _sandbox.Ok("set", "dev", $"author-check={check}");

    private string? Setting(string list) =>
        JsonDocument.Parse(_sandbox.Ok("show", list, "--json").Output).RootElement.GetProperty("settings").GetProperty("author-check").GetString();

    [ExecutableFact]
    public void A_new_list_checks_its_authors_where_an_MTA_vouches_for_them()
    {
        Assert.Equal("require", Setting("dev"));
        _sandbox.Ok("create", "users@lists.example.org", "--owner", "olga@o.example", "--set", "author-check=warn");
        Assert.Equal("warn", Setting("users"));
        using var without = new Sandbox();
        without.CreateList("dev", []);
        Assert.Contains("\"author-check\": \"none\"", without.Ok("show", "dev", "--json").Output, StringComparison.Ordinal);
    }

    [ExecutableTheory]
    [InlineData(Passed + Received)]
    [InlineData(Received + Passed)]
    [InlineData("Authentication-Results: MX.Example.NET; dkim=pass header.d=a.example\n" + Received)]
    [InlineData("Authentication-Results: mx.example.net 1;\n\tspf=pass (sender is allowed; dmarc=fail)\n\tsmtp.mailfrom=ann@a.example\n" + Received)]
    [InlineData("Authentication-Results: mx.example.net; none\nAuthentication-Results: mx.evil.example; dmarc=fail header.from=a.example\n" + Passed + Received)]
    public void What_our_MTA_vouches_for_is_taken(string top)
    {
        Expect.Done(Deliver(top));
        Assert.Single(_sandbox.Copies());
    }

    [ExecutableTheory]
    [InlineData(Received)]
    [InlineData("Authentication-Results: mx.evil.example; dmarc=pass header.from=a.example\n" + Received)]
    [InlineData("Authentication-Results: mx.example.net; dmarc=pass header.from=evil.example\n" + Received)]
    [InlineData(Received + "Received: from evil by mail.a.example\n" + Passed)]
    [InlineData("Authentication-Results: mx.example.net; dmarc=fail header.from=a.example\n" + Received + Passed)]
    [InlineData(Passed + "Authentication-Results: mx.example.net; dmarc=fail header.from=a.example\n" + Received)]
    [InlineData("Authentication-Results: (mx.example.net) mx.evil.example;\n\tdmarc=pass header.from=a.example\n" + Received)]
    [InlineData("Authentication-Results: mx.example.net (\n; dmarc=pass header.from=a.example\n" + Received)]
    [InlineData("X-Authentication-Results: mx.example.net; dmarc=pass header.from=a.example\n" + Received)]
    [InlineData(Passed + Received + "From: eve@evil.example\n")]
    public void What_only_looks_like_it_is_not(string top)
    {
        Result result = Deliver(top);
        Assert.Equal(77, result.ExitCode);
        Assert.StartsWith("5.7.1 ", result.Output, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Copies());
    }

    [ExecutableFact]
    public void Whose_mail_nothing_speaks_for_hears_what_is_missing_and_the_log_names_the_rule()
    {
        Expect.Refused(Deliver(Received), 77, "5.7.1", "nothing shows that this message is from ann@a.example", "a.example, who has to sign it (DKIM)", "questions to dev-owner@lists.example.org");
        Assert.Contains(" not-authenticated=ann@a.example refused rule=author-check: ", File.ReadAllText(_sandbox.Log), StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void With_warn_it_is_taken_and_the_log_says_so()
    {
        Set("warn");
        Expect.Done(Deliver(Received));
        Assert.Contains(" not-authenticated=ann@a.example distributed ", File.ReadAllText(_sandbox.Log), StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void With_none_nobody_asks()
    {
        Set("none");
        Expect.Done(Deliver(Received));
        Assert.DoesNotContain("authenticated", File.ReadAllText(_sandbox.Log), StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void What_owners_and_others_ask_by_mail_needs_no_author_check()
    {
        Expect.Done(_sandbox.Deliver("dev-help@lists.example.org", Some.Post(from: "eve@e.example"), sender: "eve@e.example"));
        Expect.Done(_sandbox.Deliver("dev-owner@lists.example.org", Some.Post(from: "eve@e.example"), sender: "eve@e.example"));
    }
}
