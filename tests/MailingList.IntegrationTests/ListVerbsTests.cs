using System.Text.Json;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>A list's life at the shell: created, shown, set, deleted.</summary>
public sealed class ListVerbsTests : IDisposable
{
    private const string List = "dev@lists.example.org";

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void A_list_is_created_shown_and_deleted()
    {
        Result created = _sandbox.Ok("create", "Dev@Lists.Example.org", "--owner", "ann@example.org", "--owner", "bob@example.org", "--set", "posting=announce", "--set", "description=All of us, \"quoted\"");
        Assert.Equal("dev@lists.example.org: created, List-Id <dev.lists.example.org>\n", created.Output);
        _sandbox.Ok("subscribe", List, "carl@c.example");

        JsonElement shown = Json("show", "dev", "--json");
        Assert.Equal(List, shown.GetProperty("list").GetString());
        Assert.Equal(1, shown.GetProperty("subscribers").GetInt32());
        Assert.Equal("dev.lists.example.org", shown.GetProperty("list-id").GetString());
        Assert.Equal("mx1.example.net", shown.GetProperty("created-on").GetString());
        Assert.Equal(["ann@example.org", "bob@example.org"], shown.GetProperty("owners").EnumerateArray().Select(owner => owner.GetString()));
        Assert.True(shown.GetProperty("created").TryGetDateTimeOffset(out DateTimeOffset _));
        Assert.Equal(
            [
                ("description", "All of us, \"quoted\""), ("posting", "announce"), ("author-check", "none"), ("subscription", "confirm"), ("who", "owners"), ("language", "en"),
                ("welcome", "on"), ("goodbye", "on"), ("notify", "off"), ("max-size", "10M"), ("batch-size", "1000"),
                ("verp", "daily"), ("bounce-days", "3"), ("bounce-within", "14"), ("bounce-removal", "30"), ("bounce-share", "10"), ("bounce-unknown", "owners"),
            ],
            shown.GetProperty("settings").EnumerateObject().Select(setting => (setting.Name, setting.Value.GetString())));

        string table = _sandbox.Ok("show", List).Output;
        Assert.Matches("(?m)^posting +announce +subscribers +who may post", table);
        Assert.Matches("(?m)^owners +ann@example.org,bob@example.org ", table);

        Assert.Equal("dev@lists.example.org: deleted\n", _sandbox.Ok("delete", List, "--yes").Output);
        Assert.Equal(0, Json("lists", "--json").GetArrayLength());
        Expect.Told(_sandbox.Run("show", List), 67, "there is no list dev@lists.example.org", "mailinglist lists");
        Expect.Refused(_sandbox.Deliver(List, Some.Post()), 67, "5.1.1");
    }

    [ExecutableFact]
    public void What_is_created_anew_has_nothing_of_what_was_deleted()
    {
        _sandbox.CreateList("dev", ["ann@a.example"], "description=old");
        _sandbox.Ok("delete", List, "--yes");
        _sandbox.Ok("create", List, "--owner", "new@example.org", "--list-id", "kept.identifier.example");
        JsonElement shown = Json("show", List, "--json");
        Assert.Equal(0, shown.GetProperty("subscribers").GetInt32());
        Assert.Equal("kept.identifier.example", shown.GetProperty("list-id").GetString());
        Assert.Equal(["new@example.org"], shown.GetProperty("owners").EnumerateArray().Select(owner => owner.GetString()));
        Assert.Equal(string.Empty, shown.GetProperty("settings").GetProperty("description").GetString());
    }

    [ExecutableFact]
    public void All_lists_are_shown_in_order()
    {
        Assert.Equal(0, Json("lists", "--json").GetArrayLength());
        Assert.StartsWith("list", _sandbox.Ok("lists").Output, StringComparison.Ordinal);
        _sandbox.CreateList("zebra", []);
        _sandbox.CreateList("ant", ["ann@a.example", "bob@b.example"], "description=Ants & <co>", "posting=announce");

        Assert.Equal(
            [("ant@lists.example.org", 2, "announce", "Ants & <co>"), ("zebra@lists.example.org", 0, "open", "")],
            Json("lists", "--json").EnumerateArray().Select(list => (
                list.GetProperty("list").GetString(),
                list.GetProperty("subscribers").GetInt32(),
                list.GetProperty("posting").GetString(),
                list.GetProperty("description").GetString())));
        string[] table = _sandbox.Ok("lists").Lines;
        Assert.Matches("^list +subscribers +posting +description$", table[0]);
        Assert.Matches("^ant@lists.example.org +2 +announce +Ants & <co>$", table[1]);
        Assert.Equal(3, table.Length);
    }

    [ExecutableTheory]
    [InlineData(64, "is there already", "there@lists.example.org", "--owner", "ann@example.org")]
    [InlineData(64, "add --owner ADDRESS", "dev@lists.example.org")]
    [InlineData(65, "'ann' has no @", "dev@lists.example.org", "--owner", "ann")]
    [InlineData(65, "control character", "dev@lists.example.org", "--owner", "a\nnn@example.org")]
    [InlineData(64, "is not one of this host's list domains", "dev@elsewhere.example", "--owner", "ann@example.org")]
    [InlineData(64, "ends like the address of a role (-owner)", "dev-owner@lists.example.org", "--owner", "ann@example.org")]
    [InlineData(64, "cannot be a list's name", "dev+bounces@lists.example.org", "--owner", "ann@example.org")]
    [InlineData(64, "cannot be a list's name", "-dev@lists.example.org", "--owner", "ann@example.org")]
    [InlineData(64, "cannot be a list's name", "d%v@lists.example.org", "--owner", "ann@example.org")]
    [InlineData(64, "is too long", "a2345678901234567890123456789012345678901234567890123@lists.example.org", "--owner", "ann@example.org")]
    [InlineData(64, "cannot be a List-Id", "dev@lists.example.org", "--owner", "ann@example.org", "--list-id", "no dots")]
    [InlineData(64, "there is no setting 'colour'", "dev@lists.example.org", "--owner", "ann@example.org", "--set", "colour=red")]
    [InlineData(64, "posting: 'some' is not one of", "dev@lists.example.org", "--owner", "ann@example.org", "--set", "posting=some")]
    public void A_list_that_cannot_be_is_refused_with_the_reason(int exitCode, string said, string list, params string[] arguments)
    {
        _sandbox.CreateList("there", []);
        // "--": an address may begin with a hyphen.
        Result refused = list.StartsWith('-') ? _sandbox.Run(["create", .. arguments, "--", list]) : _sandbox.Run(["create", list, .. arguments]);
        Expect.Told(refused, exitCode, said);
        Assert.Equal(1, Json("lists", "--json").GetArrayLength());
    }

    [ExecutableFact]
    public void Every_setting_is_set_and_brought_back()
    {
        _sandbox.Ok("create", List, "--owner", "ann@example.org");
        string[] names =
        [
            "description", "posting", "author-check", "subscription", "who", "language", "welcome", "goodbye", "notify", "max-size", "batch-size",
            "verp", "bounce-days", "bounce-within", "bounce-removal", "bounce-share", "bounce-unknown",
        ];
        string[] values = ["Développeurs", "OPEN", "Warn", "Approve", "nobody", "DE-at", "OFF", "off", "On", "512K", "0050", "Always", "05", "21", "45", "20", "DISCARD"];
        Result set = _sandbox.Ok(["set", "dev", .. names.Zip(values).Select(setting => $"{setting.First}={setting.Second}"), "owners=bob@example.org, ann@example.org"]);
        Assert.Equal([.. names.Select(name => $"{name} is set"), "owners is set"], Said(set));
        Assert.Equal(
            ["Développeurs", "open", "warn", "approve", "nobody", "de-at", "off", "off", "on", "512k", "50", "always", "5", "21", "45", "20", "discard"],
            Json("show", List, "--json").GetProperty("settings").EnumerateObject().Select(setting => setting.Value.GetString()));
        Assert.Equal(2, Json("show", List, "--json").GetProperty("owners").GetArrayLength());

        Assert.Equal(["posting was so already", "max-size was so already"], Said(_sandbox.Ok("set", List, "posting=open", "max-size=524288")));
        Assert.Equal(names.Select(name => $"{name} is back to its default"), Said(_sandbox.Ok(["set", List, .. names.Select(name => $"{name}=")])));
        Assert.Equal(
            ["", "subscribers", "none", "confirm", "owners", "en", "on", "on", "off", "10M", "1000", "daily", "3", "14", "30", "10", "owners"],
            Json("show", List, "--json").GetProperty("settings").EnumerateObject().Select(setting => setting.Value.GetString()));
        Assert.Equal(["posting was so already"], Said(_sandbox.Ok("set", List, "posting=")));
    }

    [ExecutableTheory]
    [InlineData("posting=some", 64, "is not one of open, subscribers, announce")]
    [InlineData("max-size=much", 64, "is not a size such as 500k or 10M, or 0")]
    [InlineData("max-size=-1", 64, "is not a size")]
    [InlineData("batch-size=0", 64, "is not a number from 1 to 5000")]
    [InlineData("batch-size=5001", 64, "is not a number from 1 to 5000")]
    [InlineData("description=two\nlines", 64, "is not one line of at most 200 characters")]
    [InlineData("colour=red", 64, "there is no setting 'colour', only description, posting, author-check, subscription, who, language, welcome, goodbye, notify, max-size, batch-size, verp, bounce-days, bounce-within, bounce-removal, bounce-share, bounce-unknown, owners")]
    [InlineData("verp=sometimes", 64, "is not one of daily, always, never")]
    [InlineData("bounce-days=0", 64, "is not a number from 1 to 14")]
    [InlineData("bounce-within=61", 64, "is not a number from 1 to 60")]
    [InlineData("bounce-removal=2", 64, "is not a number from 3 to 60")]
    [InlineData("bounce-share=101", 64, "is not a number from 1 to 100")]
    [InlineData("bounce-unknown=nobody", 64, "is not one of owners, discard")]
    [InlineData("subscription=maybe", 64, "is not one of open, confirm, approve, closed")]
    [InlineData("who=all", 64, "is not one of nobody, subscribers, owners")]
    [InlineData("language=klingon", 64, "is not a language tag such as en or de-at")]
    [InlineData("welcome=yes", 64, "is not one of on, off")]
    [InlineData("posting", 64, "'posting' is not key=value")]
    [InlineData("owners=", 64, "a list needs at least one owner")]
    [InlineData("owners=nobody", 65, "'nobody' has no @")]
    [InlineData("list-id=other.example.org", 64, "list-id is fixed when a list is created")]
    public void A_setting_that_is_refused_leaves_the_others_of_the_call_alone(string wrong, int exitCode, string said)
    {
        _sandbox.Ok("create", List, "--owner", "ann@example.org");
        string before = _sandbox.Ok("show", List, "--json").Output;
        Expect.Told(_sandbox.Run("set", List, "description=new", wrong, "batch-size=7"), exitCode, said);
        Assert.Equal(before, _sandbox.Ok("show", List, "--json").Output);
    }

    [ExecutableTheory]
    [InlineData("show")]
    [InlineData("delete", "--yes")]
    [InlineData("set", "posting=open")]
    [InlineData("subscribe", "ann@a.example")]
    [InlineData("unsubscribe", "ann@a.example")]
    [InlineData("subscribers")]
    [InlineData("export")]
    [InlineData("import", "-")]
    public void A_list_that_is_not_there_is_said_to_be_so(string verb, params string[] arguments)
    {
        Expect.Told(_sandbox.Run([verb, "nothing", .. arguments]), 67, "there is no list nothing@lists.example.org");
    }

    [ExecutableFact]
    public void Deleting_asks_and_without_a_terminal_wants_yes()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example", "bob@b.example"]);
        Expect.Told(_sandbox.Run("delete", list), 64, "dev@lists.example.org with 2 subscribers will be deleted", "--yes");
        Assert.Equal(2, Json("show", list, "--json").GetProperty("subscribers").GetInt32());

        Result no = Terminal.Run(_sandbox, "n\n", "delete", list);
        Assert.Equal(77, no.ExitCode);
        Assert.Contains("with 2 subscribers will be deleted. Go on? [y/N]", no.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", no.Output, StringComparison.Ordinal);
        Assert.Equal(2, Json("show", list, "--json").GetProperty("subscribers").GetInt32());

        Assert.Equal(0, Terminal.Run(_sandbox, "y\n", "delete", list).ExitCode);
        Assert.Equal(0, Json("lists", "--json").GetArrayLength());
    }

    private static IEnumerable<string> Said(Result result) => result.Lines.Select(line => line[$"{List}: ".Length..]);

    private JsonElement Json(params string[] arguments)
    {
        Result result = _sandbox.Ok(arguments);
        Assert.Empty(result.Error);
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
