using System.Text.Json;

using MailingList.IntegrationTests.Support;

using Microsoft.Data.Sqlite;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>`check`: what would become of a mail, for whoever asks why, and for an MTA that asks by a process.</summary>
public sealed class CheckTests : IDisposable
{
    private const string List = "dev@lists.example.org";

    private readonly Sandbox _sandbox = new();

    public CheckTests()
    {
        _sandbox.CreateList("dev", ["ann@a.example"], "posting=subscribers", "max-size=1k");
        _sandbox.Ok("deny", "add", "--all", "@spam.example", "--note", "sells shoes");
    }

    public void Dispose() => _sandbox.Dispose();

    private Result Check(string sender, string recipient, params string[] more) => _sandbox.Run(["check", "--sender", sender, "--recipient", recipient, .. more]);

    private Result CheckMessage(string sender, string recipient, byte[] message, params string[] more)
    {
        string file = Path.Combine(_sandbox.Folder, "message.eml");
        File.WriteAllBytes(file, message);
        return Check(sender, recipient, ["--message", file, .. more]);
    }

    private static JsonElement Json(Result result) => JsonDocument.Parse(result.Output).RootElement;

    [ExecutableTheory]
    [InlineData(0, "taken", "ann@a.example", List)]
    [InlineData(0, "taken", "", "dev-owner@lists.example.org")]
    [InlineData(0, "none of ours", "ann@a.example", "ann@example.org")]
    [InlineData(67, "5.1.1 users@lists.example.org: there is no such list here", "ann@a.example", "users@lists.example.org")]
    [InlineData(67, "5.1.1 there is no such address; it may have been cut short", "ann@a.example", "dev-confirm+nonsense@lists.example.org")]
    [InlineData(67, "5.1.1 there is no such address: nothing went out from dev-bounces@lists.example.org, or too long ago", "", "dev-bounces@lists.example.org")]
    [InlineData(67, "5.1.1 there is no such address: nothing went out from dev-bounces+nonsense@lists.example.org", "ann@a.example", "dev-bounces+nonsense@lists.example.org")]
    [InlineData(67, "5.1.1 dev-discard@lists.example.org: this list does not serve -discard by mail yet", "ann@a.example", "dev-discard@lists.example.org")]
    [InlineData(77, "5.7.1 dev-request@lists.example.org takes no automatic mail", "", "dev-request@lists.example.org")]
    [InlineData(77, "5.7.1 eve@spam.example may not write to dev@lists.example.org", "eve@spam.example", List)]
    [InlineData(65, "5.1.7 ", "ann@a.example\n", List)]
    public void The_envelope_alone_says_what_it_can(int exitCode, string first, string sender, string recipient)
    {
        Result result = Check(sender, recipient);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Error));
        Assert.StartsWith(first, result.Lines[0], StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void The_second_line_says_which_rule_and_what_it_goes_by()
    {
        Assert.Equal("at RCPT, by the rule denied: deny @spam.example for all lists: sells shoes", Check("eve@spam.example", List).Lines[1]);
        Assert.StartsWith("at RCPT; what the message itself says is not known", Check("ann@a.example", List).Lines[1], StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void With_the_message_all_of_it_is_said()
    {
        Result taken = CheckMessage("ann@a.example", List, Some.Post(from: "ann@a.example"));
        Assert.Equal((0, "taken"), (taken.ExitCode, taken.Lines[0]));
        Assert.Equal(["at the end of the message", "author ann@a.example: a subscriber"], taken.Lines[1..]);

        Result refused = CheckMessage("ann@a.example", List, Some.Post(from: "bob@b.example"));
        Assert.Equal(77, refused.ExitCode);
        Assert.StartsWith("5.7.1 only subscribers may post to dev@lists.example.org, and bob@b.example is none", refused.Lines[0], StringComparison.Ordinal);
        Assert.Equal("at the end of the message, by the rule posting", refused.Lines[1]);

        _sandbox.Ok("header-rule", "add", "dev", "X-Spam-Flag: yes", "discard");
        Result dropped = CheckMessage("ann@a.example", List, Some.Post(from: "ann@a.example", headers: "X-Spam-Flag: YES\n"));
        Assert.Equal((0, "dropped, and the sender does not hear of it"), (dropped.ExitCode, dropped.Lines[0]));
        Assert.Equal("at the end of the message, by the rule header: discard 'X-Spam-Flag: yes'", dropped.Lines[1]);
        Assert.Equal((65, "5.6.0 there is no message: standard input was empty"), (CheckMessage("ann@a.example", List, []).ExitCode, CheckMessage("ann@a.example", List, []).Lines[0]));
    }

    [ExecutableFact]
    public void It_says_what_the_pipe_does()
    {
        byte[][] messages =
        [
            Some.Post(from: "ann@a.example"), Some.Post(from: "bob@b.example"), Some.Post(from: "eve@spam.example"), Some.Post(from: "ann@a.example", body: new string('x', 1100)),
            Some.Post(from: "ann@a.example", headers: "Auto-Submitted: auto-replied\n"), Some.Post(from: "ann@a.example", headers: $"X-MailingList-Loop: {List}\n"),
        ];
        foreach (byte[] message in messages)
        {
            Result said = CheckMessage("ann@a.example", List, message);
            Result done = _sandbox.Deliver(List, message, sender: "ann@a.example");
            Assert.Equal(done.ExitCode, said.ExitCode);
            Assert.Equal(done.ExitCode == 0 ? "taken" : done.Lines[0], said.Lines[0]);
        }
    }

    [ExecutableFact]
    public void Programs_get_JSON()
    {
        JsonElement refused = Json(CheckMessage("ann@a.example", List, Some.Post(from: "bob@b.example"), "--json"));
        Assert.Equal(
            ("message", "reject", "5.7.1", "posting"),
            (refused.GetProperty("stage").GetString(), refused.GetProperty("verdict").GetString(), refused.GetProperty("status").GetString(), refused.GetProperty("rule").GetString()));
        JsonElement author = Assert.Single(refused.GetProperty("authors").EnumerateArray());
        Assert.Equal(("bob@b.example", false, JsonValueKind.Null), (author.GetProperty("address").GetString(), author.GetProperty("subscriber").GetBoolean(), author.GetProperty("authenticated").ValueKind));

        JsonElement denied = Json(Check("eve@spam.example", List, "--json"));
        Assert.Equal(("rcpt", "deny @spam.example for all lists: sells shoes"), (denied.GetProperty("stage").GetString(), denied.GetProperty("detail").GetString()));
        Assert.Equal("not-ours", Json(Check("eve@spam.example", "bob@example.org", "--json")).GetProperty("verdict").GetString());
    }

    [ExecutableFact]
    public void The_message_may_come_on_standard_input()
    {
        Result result = _sandbox.RunWith(Some.Text(Some.Post(from: "bob@b.example")), "check", "--sender", "ann@a.example", "--recipient", List, "--message", "-");
        Assert.Equal(77, result.ExitCode);
    }

    [ExecutableFact]
    public void It_waits_for_nobody_who_writes()
    {
        _sandbox.Set("lock-wait", "1");
        using SqliteConnection writing = _sandbox.OpenDatabase();
        using SqliteTransaction transaction = writing.BeginTransaction(deferred: false);

        Assert.Equal(0, Check("ann@a.example", List).ExitCode);
    }

    [ExecutableFact]
    public void What_cannot_be_said_is_said_to_be_tried_again()
    {
        Expect.TryAgain(CheckMissing(), "message.eml cannot be read");
        File.Move(Path.Combine(_sandbox.Data, "lists.db"), Path.Combine(_sandbox.Data, "away.db"));
        Expect.TryAgain(Check("ann@a.example", List), "there is no database");
        File.WriteAllText(_sandbox.Configuration, "domains = []");
        Expect.TryAgain(Check("ann@a.example", List), "`domains` is missing");

        Result CheckMissing() => Check("ann@a.example", List, "--message", Path.Combine(_sandbox.Folder, "message.eml"));
    }

    // Exim runs it as its own user, who is in the group.
    [RootFact]
    public void Who_may_only_read_the_database_can_ask()
    {
        // The checkout may lie where only root can go.
        foreach (string file in (string[])["mailinglist", "libe_sqlite3.so"])
        {
            File.Copy(Path.Combine(Path.GetDirectoryName(Repository.Executable)!, file), Path.Combine(_sandbox.Folder, file));
        }

        Result Run(string group) => Command.Run(
            "/usr/bin/setpriv",
            ["--reuid=daemon", $"--regid={group}", "--clear-groups", Path.Combine(_sandbox.Folder, "mailinglist"), "check", "--sender", "eve@spam.example", "--recipient", List],
            [],
            _sandbox.Environment());

        Assert.Equal(77, Run("nogroup").ExitCode);
        Expect.TryAgain(Run("daemon"), "lists.db");
    }
}
