using System.Text.Json;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Who gets a list's posts, one by one at the shell.</summary>
public sealed class SubscriberVerbsTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly string _list;

    public SubscriberVerbsTests()
    {
        _list = _sandbox.CreateList("dev", []);
    }

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void Subscribing_says_what_was_done_to_each()
    {
        Assert.Equal(
            ["ann@a.example: subscribed", "bob@b.example: subscribed"],
            _sandbox.Ok("subscribe", _list, "ann@a.example", "Bob B. <bob@b.example>").Lines);
        Assert.Equal(
            ["ANN@a.example: was subscribed so already", "carl@c.example: subscribed"],
            _sandbox.Ok("subscribe", "dev", "ANN@a.example", "carl@c.example").Lines);
        Assert.Equal(
            ["ann@a.example: changed"],
            _sandbox.Ok("subscribe", _list, "ann@a.example", "--name", "Ann", "--delivery", "none", "--posting", "allow").Lines);
        Assert.Equal(
            [("ann@a.example", "Ann", "none", "allow", "shell"), ("bob@b.example", "Bob B.", "each", "default", "shell"), ("carl@c.example", null, "each", "default", "shell")],
            Shown().Select(row => (row.Address, row.Name, row.Delivery, row.Posting, row.Origin)));

        // What is not said stays; an empty name takes it away.
        Assert.Equal(["ann@a.example: changed"], _sandbox.Ok("subscribe", _list, "ann@a.example", "--name", "").Lines);
        Assert.Equal(("ann@a.example", null, "none", "allow", "shell"), Shown()[0]);
    }

    [ExecutableFact]
    public void Own_posts_and_vacation_are_set_shown_and_taken_back()
    {
        _sandbox.Ok("subscribe", _list, "ann@a.example", "bob@b.example", "--own-posts", "off", "--vacation", "2999-01-31");
        Assert.Equal(["ann@a.example: changed"], _sandbox.Ok("subscribe", _list, "ann@a.example", "--own-posts", "ON").Lines);
        string[] lines = _sandbox.Ok("subscribers", _list).Lines;
        Assert.Matches("^ann@a.example +each +default +on +2999-01-31 [0-9]{4}-[0-9]{2}-[0-9]{2} shell$", lines[0]);
        Assert.Matches("^bob@b.example +each +default +off +2999-01-31 [0-9]{4}-[0-9]{2}-[0-9]{2} shell$", lines[1]);
        JsonElement ann = JsonDocument.Parse(_sandbox.Ok("subscribers", _list, "--json").Output).RootElement[0];
        Assert.Equal((true, "2999-01-31"), (ann.GetProperty("own-posts").GetBoolean(), ann.GetProperty("vacation").GetString()));

        Assert.Equal(["ann@a.example: changed"], _sandbox.Ok("subscribe", _list, "ann@a.example", "--vacation", "off").Lines);
        ann = JsonDocument.Parse(_sandbox.Ok("subscribers", _list, "--json").Output).RootElement[0];
        Assert.Equal(JsonValueKind.Null, ann.GetProperty("vacation").ValueKind);
    }

    [ExecutableFact]
    public void Who_has_vacation_gets_nothing_and_who_does_not_want_their_own_posts_gets_those_of_others()
    {
        _sandbox.Ok("subscribe", _list, "ann@a.example", "--own-posts", "off");
        _sandbox.Ok("subscribe", _list, "bob@b.example");
        _sandbox.Ok("subscribe", _list, "carl@c.example", "--vacation", "2999-01-31");
        _sandbox.Ok("subscribe", _list, "dora@d.example", "--vacation", "2001-01-31");
        Expect.Done(_sandbox.Deliver(_list, Some.Post(from: "ann@a.example")));
        Assert.Equal(["bob@b.example", "dora@d.example"], Assert.Single(_sandbox.Copies()).Recipients);
        Expect.Done(_sandbox.Deliver(_list, Some.Post(from: "bob@b.example")));
        Assert.Equal(["ann@a.example", "bob@b.example", "dora@d.example"], _sandbox.Copies()[^1].Recipients);
    }

    [ExecutableFact]
    public void Who_has_delivery_none_gets_nothing_and_who_is_denied_may_not_post()
    {
        _sandbox.Ok("subscribe", _list, "ann@a.example", "--delivery", "none");
        _sandbox.Ok("subscribe", _list, "bob@b.example", "--posting", "deny");
        Expect.Done(_sandbox.Deliver(_list, Some.Post(from: "ann@a.example")));
        Assert.Equal(["bob@b.example"], Assert.Single(_sandbox.Copies()).Recipients);
        Expect.Refused(_sandbox.Deliver(_list, Some.Post(from: "bob@b.example")), 77, "5.7.1", "bob@b.example may not write to dev@lists.example.org");
        Assert.Single(_sandbox.Copies());
    }

    [ExecutableFact]
    public void Unsubscribing_does_what_it_can_and_says_who_was_not_there()
    {
        _sandbox.Ok("subscribe", _list, "ann@a.example", "bob@b.example");
        Result result = _sandbox.Run("unsubscribe", _list, "ANN@A.example", "nobody@n.example", "bob@b.example");
        Assert.Equal((67, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal(["ANN@A.example: unsubscribed", "nobody@n.example: was not subscribed", "bob@b.example: unsubscribed"], result.Lines);
        Assert.Empty(Shown());
        Assert.Equal(["ann@a.example: subscribed"], _sandbox.Ok("subscribe", _list, "ann@a.example").Lines);
    }

    [ExecutableTheory]
    [InlineData(65, "'nobody' has no @", "nobody")]
    [InlineData(65, "has nothing before the @", "@b.example")]
    [InlineData(65, "has nothing after the @", "bob@")]
    [InlineData(65, "has a control character", "b\nob@b.example")]
    [InlineData(65, "has a control character", "\"b\nob\"@b.example")]
    [InlineData(65, "has a domain that is not a domain name", "bob@b.exa\nmple")]
    [InlineData(65, "has the character '(' before the @, which needs quotes", "b(o)b@b.example")]
    [InlineData(65, "has more than 64 bytes before the @", "12345678901234567890123456789012345678901234567890123456789012345@b.example")]
    [InlineData(65, "has a domain that is not a domain name", "bob@b..example")]
    [InlineData(65, "has a > without a <", "bob@b.example>")]
    [InlineData(64, "cannot subscribe to itself", "dev@lists.example.org")]
    [InlineData(64, "--delivery 'sometimes' is none of each, none", "bob@b.example", "--delivery", "sometimes")]
    [InlineData(64, "--posting 'yes' is none of default, allow, deny", "bob@b.example", "--posting", "yes")]
    [InlineData(64, "--own-posts 'yes' is none of on, off", "bob@b.example", "--own-posts", "yes")]
    [InlineData(64, "--vacation 'tomorrow' is not a day such as 2027-01-31, or off", "bob@b.example", "--vacation", "tomorrow")]
    public void Who_cannot_be_subscribed_is_refused_and_so_are_the_others_of_the_call(int exitCode, string said, params string[] arguments)
    {
        Expect.Told(_sandbox.Run(["subscribe", _list, "ann@a.example", .. arguments]), exitCode, said);
        Assert.Empty(Shown());
    }

    [ExecutableFact]
    public void Subscribers_are_shown_one_a_line_and_found_by_address_or_name()
    {
        _sandbox.Ok("subscribe", _list, "Ann <ann@a.example>", "bob@b.example");
        _sandbox.Ok("subscribe", _list, "carl@c.example", "--name", "Carl of B", "--posting", "deny");
        // What a stranger calls himself cannot move the cursor.
        Expect.Told(_sandbox.Run("subscribe", _list, "carl@c.example", "--name", "Carl \x1b[2J\u0007of\nB"), 64, "has a control character in the name");
        string[] lines = _sandbox.Ok("subscribers", _list).Lines;
        Assert.Equal(3, lines.Length);
        Assert.Matches("^ann@a.example +each +default +on +off +[0-9]{4}-[0-9]{2}-[0-9]{2} shell +Ann$", lines[0]);
        Assert.Matches("^bob@b.example +each +default +on +off +[0-9]{4}-[0-9]{2}-[0-9]{2} shell$", lines[1]);
        Assert.Matches("^carl@c.example +each +deny +on +off +[0-9]{4}-[0-9]{2}-[0-9]{2} shell +Carl of B$", lines[2]);
        Assert.Equal("Carl of B", Shown()[2].Name);

        Assert.StartsWith("bob@b.example ", Assert.Single(_sandbox.Ok("subscribers", _list, "--find", "@B.EXAMPLE").Lines), StringComparison.Ordinal);
        Assert.StartsWith("ann@a.example ", Assert.Single(_sandbox.Ok("subscribers", _list, "--find", "ANN").Lines), StringComparison.Ordinal);
        Assert.Equal("[]", _sandbox.Ok("subscribers", _list, "--find", "nobody", "--json").Output.Trim());
    }

    [ExecutableFact]
    public void More_than_a_page_of_subscribers_is_shown_whole()
    {
        string[] many = [.. Some.Addresses(2500)];
        _sandbox.RunWith(string.Join('\n', many), "import", _list, "-");
        Assert.Equal(many.Order(), Shown().Select(row => row.Address).Order());
        Assert.Equal(many.Length, _sandbox.Ok("subscribers", _list).Lines.Length);
        Assert.Equal(many.Length + 1, _sandbox.Ok("export", _list).Lines.Length);
    }

    private List<(string? Address, string? Name, string? Delivery, string? Posting, string? Origin)> Shown() =>
        [.. JsonDocument.Parse(_sandbox.Ok("subscribers", _list, "--json").Output).RootElement.EnumerateArray().Select(row =>
        {
            Assert.True(row.GetProperty("since").TryGetDateTimeOffset(out DateTimeOffset _));
            return (
                row.GetProperty("address").GetString(),
                row.GetProperty("name").GetString(),
                row.GetProperty("delivery").GetString(),
                row.GetProperty("posting").GetString(),
                row.GetProperty("origin").GetString());
        })];
}
