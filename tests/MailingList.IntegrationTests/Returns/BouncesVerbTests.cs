using System.Text.Json;

using MailingList.IntegrationTests.ByMail.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Returns;

/// <summary>`bounces`: who does not get the posts, why, and what becomes of them.</summary>
public sealed class BouncesVerbTests : IDisposable
{
    private const string Ann = "ann@a.example";
    private const string Bob = "bob@b.example";
    private const string Day = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    private readonly Sandbox _sandbox = new();
    private readonly string _list;

    public BouncesVerbTests() => _list = _sandbox.CreateList("dev", [Ann, Bob, "carl@c.example", "dora@d.example"]);

    public void Dispose() => _sandbox.Dispose();

    private JsonElement Json(params string[] arguments) => JsonDocument.Parse(_sandbox.Ok(["bounces", .. arguments, "--json"]).Output).RootElement;

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    [ExecutableFact]
    public void Of_a_list_it_tells_who_since_when_why_what_follows_and_what_the_other_host_said()
    {
        Assert.Empty(_sandbox.Ok("bounces", _list).Output);
        Assert.Equal(0, Json(_list).GetArrayLength());

        Copy copy = _sandbox.PostTo(_list, Ann);
        _sandbox.Return(copy, Ann);
        _sandbox.Return(copy, Bob, "5.7.26", "550 5.7.26 Unauthenticated email is not accepted");
        _sandbox.Return(copy, "carl@c.example", "5.2.2", "552 5.2.2 Mailbox full");
        string[] lines = _sandbox.Ok("bounces", "dev").Lines;
        Assert.Equal(4, lines.Length);
        Assert.Matches("^address +since +class +next step +what the other host said$", lines[0]);
        Assert.Matches($"^ann@a.example +{Day} +gone +counted 1 of 3 days +mx.example.net: .*550 5.1.1 User unknown$", lines[1]);
        Assert.Matches($"^bob@b.example +{Day} +policy +counts nothing: policy +mx.example.net: .*550 5.7.26 ", lines[2]);
        Assert.Matches($"^carl@c.example +{Day} +full +counted 0.25 of 3 days +mx.example.net: .*552 5.2.2 ", lines[3]);

        JsonElement[] all = [.. Json(_list).EnumerateArray()];
        Assert.Equal([(Ann, "gone", "counted"), (Bob, "policy", "uncounted"), ("carl@c.example", "full", "counted")], all.Select(one => (Text(one, "address")!, Text(one, "class")!, Text(one, "next")!)));
        Assert.Equal((1, 1.0, 3, "5.1.1", "mx.example.net"), (all[0].GetProperty("bounces").GetInt32(), all[0].GetProperty("days").GetDouble(), all[0].GetProperty("needed").GetInt32(), Text(all[0], "status"), Text(all[0], "host")));
        Assert.Equal("policy", Text(all[1], "why"));

        // Who has left has nothing to come.
        _sandbox.Ok("unsubscribe", _list, Ann);
        Assert.Equal([Bob, "carl@c.example"], Json(_list).EnumerateArray().Select(one => Text(one, "address")));
    }

    [ExecutableFact]
    public void Of_an_address_it_tells_each_mail_that_came_back_whatever_list_sent_it()
    {
        string other = _sandbox.CreateList("other", [Ann]);
        _sandbox.Return(_sandbox.PostTo(_list, Ann), Ann);
        _sandbox.Return(_sandbox.PostTo(other, Ann), Ann, "5.2.2", "552 5.2.2 Mailbox full");
        string[] lines = _sandbox.Ok("bounces", "dev", "ANN@a.example").Lines;
        Assert.Equal("ANN@a.example: counted 1 of 3 days", lines[0]);
        Assert.Matches("^sent on +came back +list +class +status +what the other host said$", lines[1]);
        Assert.Single(lines[2..], line => System.Text.RegularExpressions.Regex.IsMatch(line, $"^{Day} +{Day} [0-9:]{{8}} +dev@lists.example.org +gone +5.1.1 +mx.example.net: .*User unknown$"));
        Assert.Single(lines[2..], line => System.Text.RegularExpressions.Regex.IsMatch(line, $"^{Day} +{Day} [0-9:]{{8}} +other@lists.example.org +full +5.2.2 +mx.example.net: .*Mailbox full$"));
        Assert.Equal(4, lines.Length);

        JsonElement ann = Json("dev", Ann);
        Assert.Equal((Ann, "counted", JsonValueKind.Null), (Text(ann, "address"), Text(ann, "next"), ann.GetProperty("state").ValueKind));
        Assert.Equal(["gone", "full"], ann.GetProperty("bounces").EnumerateArray().OrderByDescending(bounce => Text(bounce, "class")).Select(bounce => Text(bounce, "class")));
    }

    [ExecutableFact]
    public void Of_whom_nothing_came_back_nothing_is_known()
    {
        Result told = _sandbox.Run("bounces", _list, Ann);
        Assert.Equal((67, "ann@a.example: nothing came back\n", string.Empty), (told.ExitCode, told.Output, told.Error));
        Result json = _sandbox.Run("bounces", _list, Ann, "--json");
        Assert.Equal((67, 0), (json.ExitCode, JsonDocument.Parse(json.Output).RootElement.GetProperty("bounces").GetArrayLength()));
        Result reset = _sandbox.Run("bounces", _list, Ann, "--reset");
        Assert.Equal((67, "ann@a.example: nothing came back\n", string.Empty), (reset.ExitCode, reset.Output, reset.Error));
        Expect.Told(_sandbox.Run("bounces", "nothing"), 67, "there is no list nothing@lists.example.org");
        Expect.Told(_sandbox.Run("bounces", "nothing", Ann, "--reset"), 67, "there is no list nothing@lists.example.org");
        Expect.Told(_sandbox.Run("bounces", _list, "nobody"), 65, "'nobody' has no @");
    }

    [ExecutableTheory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--classify")]
    [InlineData("--reset")]
    [InlineData("--reset", "dev")]
    [InlineData("--reset", "dev", Ann, Bob)]
    [InlineData("--sweep", "dev")]
    [InlineData("--sweep", "--json")]
    [InlineData("--sweep", "--classify", "file")]
    [InlineData("dev", Ann, Bob)]
    public void What_it_cannot_do_it_does_not_do(params string[] arguments) =>
        Expect.Told(_sandbox.Run(["bounces", .. arguments]), 64, "bounces needs LIST", "bounces --help");

    [ExecutableFact]
    public void A_probe_is_sent_when_it_is_due_and_when_it_comes_back_delivery_is_off_until_a_reset()
    {
        _sandbox.Ok("set", _list, "bounce-days=1");
        _sandbox.Return(_sandbox.PostTo(_list, Ann), Ann);
        Assert.Contains("ann@a.example", _sandbox.Ok("bounces", "--sweep").Output, StringComparison.Ordinal);
        Copy probe = _sandbox.Probe(Ann);
        Assert.Empty(_sandbox.Ok("bounces", "--sweep").Output);
        Assert.Equal(probe.ReturnPath, _sandbox.Probe(Ann).ReturnPath);
        Assert.Matches($"^ann@a.example +{Day} +gone +probe sent on {Day} +mx.example.net: ", _sandbox.Ok("bounces", _list).Lines[1]);
        Assert.Equal("probed", Text(Json(_list, Ann), "next"));

        _sandbox.Return(probe, Ann);
        Assert.Matches($"^ann@a.example: no delivery since {Day}, will be taken off on {Day}$", _sandbox.Ok("bounces", _list, Ann).Lines[0]);
        JsonElement off = Json(_list)[0];
        Assert.Equal("off", Text(off, "next"));
        Assert.Equal(30, DateOnly.Parse(Text(off, "removal-on")!, null).DayNumber - DateOnly.Parse(Text(off, "off-since")!, null).DayNumber);
        Assert.Equal([Bob, "carl@c.example", "dora@d.example"], _sandbox.PostTo(_list, Bob).Recipients);

        // Every verb that shows how people are subscribed says so.
        Assert.Matches($"^ann@a.example +bounced +default +on +off +{Day} import$", _sandbox.Ok("subscribers", _list, "--find", Ann).Output.TrimEnd());
        JsonElement[] subscribers = [.. JsonDocument.Parse(_sandbox.Ok("subscribers", _list, "--json").Output).RootElement.EnumerateArray()];
        Assert.Equal(("each", Text(off, "off-since")), (Text(subscribers[0], "delivery"), Text(subscribers[0], "bounced-since")));
        Assert.Equal(JsonValueKind.Null, subscribers[1].GetProperty("bounced-since").ValueKind);
        Assert.StartsWith("dev@lists.example.org: 4 subscribers (1 without delivery, because mail came back), created ", _sandbox.Ok("show", _list).Output, StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse(_sandbox.Ok("show", _list, "--json").Output).RootElement.GetProperty("bounced").GetInt32());

        var environment = new Dictionary<string, string?>(_sandbox.Environment()) { ["SUDO_USER"] = "jane" };
        Result reset = Command.Run(Repository.Executable, ["bounces", _list, Ann, "--reset"], [], environment);
        Assert.Equal((0, "ann@a.example: what came back counts no more\n", string.Empty), (reset.ExitCode, reset.Output, reset.Error));
        Assert.Equal(4, _sandbox.PostTo(_list, Ann).Recipients.Count);
        Assert.Matches($"^ann@a.example: cleared on {Day}, by way of dev@lists.example.org$", _sandbox.Ok("bounces", _list, Ann).Lines[0]);
        Assert.Empty(_sandbox.Ok("bounces", _list).Output);
        Assert.StartsWith("dev@lists.example.org: 4 subscribers, created ", _sandbox.Ok("show", _list).Output, StringComparison.Ordinal);

        Assert.Equal(
            [("subscribed", "import", ""), ("probed", "bounces", ""), ("stopped", "bounces", ""), ("resumed", "shell", "jane")],
            Why.Of(_sandbox, _list, Ann).Select(line => (line.Event, line.Origin, line.By)));
        string[] why = _sandbox.Ok("why", _list, Ann).Lines;
        Assert.Matches(" probed +bounces +mail came back too often: a probe was sent$", why[2]);
        Assert.Matches(" stopped +bounces +the probe came back: no posts any more$", why[3]);
        Assert.Matches(" resumed +shell +jane +posts come again$", why[4]);
    }

    [ExecutableFact]
    public void An_export_does_not_have_it_and_an_import_neither_loses_nor_invents_it()
    {
        TurnOff(Ann);
        string exported = _sandbox.Ok("export", _list).Output;
        Assert.Contains("\nann@a.example,,each,default,", exported, StringComparison.Ordinal);
        Assert.Equal(0, _sandbox.RunWith(exported, "import", _list, "-", "--sync", "--yes").ExitCode);
        Assert.Equal(0, _sandbox.RunWith("address,name\nann@a.example,Ann\n", "import", _list, "-").ExitCode);
        Assert.Matches($"delivery each, but none since {Day}: mail came back", _sandbox.Ok("why", _list, Ann).Lines[0]);
        Assert.DoesNotContain(Ann, _sandbox.PostTo(_list, Bob).Recipients);

        // On a host that knows nothing of it the address begins anew.
        using var elsewhere = new Sandbox();
        string copied = elsewhere.CreateList("dev", []);
        Assert.Equal(0, elsewhere.RunWith(exported, "import", copied, "-").ExitCode);
        Assert.Equal(4, elsewhere.PostTo(copied, Ann).Recipients.Count);
        Assert.Equal(67, elsewhere.Run("bounces", copied, Ann).ExitCode);
    }

    [ExecutableFact]
    public void Who_writes_gets_posts_again()
    {
        TurnOff(Ann);
        Expect.Done(_sandbox.Deliver(_list, Some.Post(from: Ann), sender: Ann));
        Assert.Contains(Ann, _sandbox.PostTo(_list, Bob).Recipients);
        Assert.Matches(" resumed +mail +ann@a.example +posts come again +<.*>$", _sandbox.Ok("why", _list, Ann).Lines[^1]);
    }

    [ExecutableFact]
    public void A_forged_bounce_changes_nothing()
    {
        _sandbox.Ok("set", _list, "bounce-days=1");
        Copy copy = _sandbox.PostTo(_list, Ann);
        char last = copy.ReturnPath.Split('@')[0][^1];
        string forged = copy.ReturnPath.Replace($"{last}@", last == 'a' ? "b@" : "a@", StringComparison.Ordinal);
        Expect.Refused(_sandbox.Deliver(forged, Notification.Of(Ann), sender: string.Empty), 67, "5.1.1", "nothing went out from");
        Expect.Refused(_sandbox.Deliver("dev-bounces@lists.example.org", Notification.Of(Ann), sender: string.Empty), 67, "5.1.1", "nothing went out from");
        // Nor does it charge anybody else than subscribers.
        _sandbox.Return(copy, "stranger@s.example");
        Assert.Empty(_sandbox.Ok("bounces", _list).Output);
        Assert.Empty(_sandbox.Ok("bounces", "--sweep").Output);
        Assert.Equal(67, _sandbox.Run("bounces", _list, "stranger@s.example").ExitCode);
    }

    private void TurnOff(string address)
    {
        _sandbox.Ok("set", _list, "bounce-days=1");
        _sandbox.Return(_sandbox.PostTo(_list, address), address);
        _sandbox.Ok("bounces", "--sweep");
        _sandbox.Return(_sandbox.Probe(address), address);
        Assert.Equal("off", Text(Json(_list, address), "next"));
    }
}
