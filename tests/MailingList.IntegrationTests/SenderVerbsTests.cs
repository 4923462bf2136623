using System.Text.Json;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Whom and what lists take, or not, at the shell and through the pipe.</summary>
public sealed class SenderVerbsTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly string _list;

    public SenderVerbsTests() => _list = _sandbox.CreateList("dev", ["ann@a.example"], "posting=subscribers");

    public void Dispose() => _sandbox.Dispose();

    private List<(string?, string?, string?)> Shown(params string[] arguments) =>
        [.. JsonDocument.Parse(_sandbox.Ok([.. arguments, "--json"]).Output).RootElement.EnumerateArray().Select(row =>
            (row.GetProperty("pattern").GetString(), row.GetProperty("list").GetString(), row.GetProperty("note").GetString()))];

    [ExecutableFact]
    public void What_is_said_of_senders_is_told_shown_and_taken_back()
    {
        Assert.Equal(
            ["dev@lists.example.org: eve@b.example is denied", "dev@lists.example.org: *@*.spam.example is denied"],
            _sandbox.Ok("deny", "add", "dev", "Eve@B.example", "*@*.spam.example", "--note", "ann: sells shoes").Lines);
        Assert.Equal(["all lists: @spam.example is denied"], _sandbox.Ok("deny", "add", "--all", "@spam.example").Lines);
        Assert.Equal(["all lists: @spam.example was denied already"], _sandbox.Ok("deny", "add", "@SPAM.example", "--all").Lines);
        Assert.Equal(["dev@lists.example.org: press@c.example is allowed"], _sandbox.Ok("allow", "add", _list, "press@c.example").Lines);

        Assert.Equal(
            [("*@*.spam.example", _list, "ann: sells shoes"), ("eve@b.example", _list, "ann: sells shoes"), ("@spam.example", null, "")],
            Shown("deny", "show", "dev"));
        Assert.Equal([("@spam.example", null, "")], Shown("deny", "show", "--all"));
        Assert.Equal([("press@c.example", _list, "")], Shown("allow", "show", "dev"));
        string[] table = _sandbox.Ok("deny", "show", "dev").Lines;
        Assert.Matches("^pattern +for +note$", table[0]);
        Assert.Matches("^eve@b.example +dev@lists.example.org +ann: sells shoes$", table[2]);
        Assert.Matches("^@spam.example +all lists$", table[3]);

        Result removed = _sandbox.Run("deny", "remove", "dev", "eve@b.example", "press@c.example");
        Assert.Equal((67, ""), (removed.ExitCode, removed.Error));
        Assert.Equal(["dev@lists.example.org: eve@b.example is not denied any more", "dev@lists.example.org: press@c.example was not denied"], removed.Lines);
        Assert.Equal(["dev@lists.example.org: press@c.example is denied"], _sandbox.Ok("deny", "add", "dev", "press@c.example").Lines);
        Assert.Empty(Shown("allow", "show", "dev"));
    }

    [ExecutableTheory]
    [InlineData(65, "'spam.example' has no @: a whole domain is @example.net", "deny", "add", "dev", "spam.example")]
    [InlineData(65, "'*.spam.example' has no @", "deny", "add", "dev", "*.spam.example")]
    [InlineData(65, "has more than 8 stars", "allow", "add", "--all", "*a*a*a*a*a*a*a*a*@spam.example")]
    [InlineData(64, "--note is one line", "deny", "add", "dev", "@spam.example", "--note", "two\nlines")]
    [InlineData(67, "there is no list users@lists.example.org", "deny", "add", "users", "@spam.example")]
    [InlineData(67, "there is no list @spam.example", "deny", "add", "@spam.example", "@other.example")]
    [InlineData(64, "posts cannot be held for a moderator yet", "header-rule", "add", "dev", "X-A: b", "hold")]
    [InlineData(64, "'drop' is none of reject, discard", "header-rule", "add", "dev", "X-A: b", "drop")]
    [InlineData(64, "header-rule add takes one rule", "header-rule", "add", "dev", "X-A: b")]
    [InlineData(65, "'X-A' has no colon", "header-rule", "add", "dev", "X-A", "reject")]
    [InlineData(65, "which the MTA itself writes", "header-rule", "add", "--all", "Return-Path: *@spam.example*", "reject")]
    public void What_cannot_be_said_is_refused_with_the_reason(int exitCode, string said, params string[] arguments)
    {
        Expect.Told(_sandbox.Run(arguments), exitCode, said);
        Assert.Empty(Shown("deny", "show", "dev"));
        Assert.Equal("[]", _sandbox.Ok("header-rule", "show", "dev", "--json").Output.Trim());
    }

    [ExecutableFact]
    public void Who_is_denied_neither_posts_nor_asks_and_reaches_the_owners_all_the_same()
    {
        _sandbox.Ok("deny", "add", "--all", "@a.example", "--note", "spam");

        Expect.Refused(_sandbox.Deliver(_list, Some.Post(from: "ann@a.example")), 77, "5.7.1", "ann@a.example may not write to dev@lists.example.org", "dev-owner@lists.example.org");
        Expect.Refused(_sandbox.Deliver(_list, Some.Post(from: "ann@c.example"), sender: "bounces@a.example"), 77, "5.7.1", "bounces@a.example may not write");
        Expect.Refused(_sandbox.Deliver("dev-subscribe@lists.example.org", Some.Post(from: "ann@a.example"), sender: "ann@a.example"), 77, "5.7.1", "may not write");
        Assert.Empty(_sandbox.Copies());
        Expect.Done(_sandbox.Deliver("dev-owner@lists.example.org", Some.Post(from: "ann@a.example"), sender: "ann@a.example"));
        Assert.Equal(["owner@example.net"], Assert.Single(_sandbox.Copies()).Recipients);
        string[] log = File.ReadAllLines(_sandbox.Log);
        Assert.Equal(3, log.Count(line => line.Contains(" refused rule=denied (deny @a.example for all lists: spam): ", StringComparison.Ordinal)));

        // What the list says counts before what is said for all.
        _sandbox.Ok("subscribe", _list, "ann@a.example", "--posting", "allow");
        Expect.Done(_sandbox.Deliver(_list, Some.Post(from: "ann@a.example"), sender: "ann@a.example"));
    }

    [ExecutableFact]
    public void Who_is_allowed_posts_without_being_subscribed()
    {
        Expect.Refused(
            _sandbox.Deliver(_list, Some.Post(from: "press@c.example")), 77, "5.7.1",
            "only subscribers may post", "to subscribe, write to dev-subscribe@lists.example.org", "questions to dev-owner@lists.example.org");
        _sandbox.Ok("allow", "add", "dev", "*@c.*");
        Expect.Done(_sandbox.Deliver(_list, Some.Post(from: "press@c.example")));
        Expect.Done(_sandbox.Deliver(_list, Some.Post(from: "robot@c.example", headers: "Auto-Submitted: auto-generated\n")));
        Assert.Equal(2, _sandbox.Copies().Count);
    }

    [ExecutableFact]
    public void A_header_rule_refuses_or_drops_what_has_the_field()
    {
        Assert.Equal(["dev@lists.example.org: X-Spam-Flag: YES means reject now"], _sandbox.Ok("header-rule", "add", "dev", "X-Spam-Flag: YES", "reject").Lines);
        Assert.Equal(["all lists: Subject: *[spam]* means discard now"], _sandbox.Ok("header-rule", "add", "--all", "Subject: *[spam]*", "discard").Lines);

        Expect.Refused(_sandbox.Deliver(_list, Some.Post(from: "ann@a.example", headers: "X-Spam-Flag:\n yes\n")), 77, "5.7.1", "X-Spam-Flag");
        Expect.Done(_sandbox.Deliver(_list, Some.Post(from: "ann@a.example", headers: "Subject: win [SPAM] now\n")));
        Expect.Done(_sandbox.Deliver("dev-help@lists.example.org", Some.Post(from: "ann@a.example", headers: "Subject: win [SPAM] now\n"), sender: "ann@a.example"));
        Assert.Empty(_sandbox.Copies());
        string[] log = File.ReadAllLines(_sandbox.Log);
        Assert.Contains(log, line => line.Contains(" refused rule=header (reject 'X-Spam-Flag: YES'): ", StringComparison.Ordinal));
        Assert.Equal(2, log.Count(line => line.EndsWith(" discarded rule=header (discard 'Subject: *[spam]*' for all lists)", StringComparison.Ordinal)));

        Assert.Matches("(?m)^Subject: \\*\\[spam\\]\\* +discard +all lists$", _sandbox.Ok("header-rule", "show", "dev").Output);
        Assert.Equal(["dev@lists.example.org: x-spam-flag: yes is taken away"], _sandbox.Ok("header-rule", "remove", "dev", "x-spam-flag: yes").Lines);
        Assert.Equal(67, _sandbox.Run("header-rule", "remove", "dev", "X-Spam-Flag: YES").ExitCode);
        Expect.Done(_sandbox.Deliver(_list, Some.Post(from: "ann@a.example", headers: "X-Spam-Flag: yes\n")));
        Assert.Single(_sandbox.Copies());
    }
}
