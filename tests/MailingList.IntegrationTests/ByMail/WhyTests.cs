using System.Text.Json;

using MailingList.IntegrationTests.ByMail.Support;
using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>`why`: how and when somebody came, changed and left, by whom and by what message.</summary>
public sealed class WhyTests : IDisposable
{
    private const string Bob = "bob@b.example";
    private const string Owner = "owner@example.net";

    private readonly Sandbox _sandbox = new();
    private readonly string _list;

    public WhyTests()
    {
        _list = _sandbox.CreateList("dev", []);
        _sandbox.Set("authserv-id", "mx1.example.net");
    }

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void What_is_done_at_the_shell_is_told_with_who_did_it()
    {
        ByHand("subscribe", _list, "Bob@B.example", "--name", "Bob");
        ByHand("subscribe", _list, Bob, "--delivery", "none", "--own-posts", "off", "--vacation", "2036-01-31");
        ByHand("unsubscribe", _list, Bob);
        Assert.Equal(
            [("subscribed", "name"), ("changed", "delivery=none own-posts=off vacation=2036-01-31"), ("unsubscribed", "")],
            Why.Of(_sandbox, _list, Bob).Select(line => (line.Event, line.Detail)));
        Assert.All(Why.Of(_sandbox, _list, Bob), line => Assert.Equal(("shell", "jane", "mx1.example.net", null), (line.Origin, line.By, line.Host, line.MessageId)));

        // To people the same in a table, behind a line that says how things are now; to whoever spells the address as they like.
        string[] lines = _sandbox.Ok("why", "dev", "BOB@b.EXAMPLE").Lines;
        Assert.Equal("BOB@b.EXAMPLE is not subscribed to dev@lists.example.org", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} +mx1.example.net +unsubscribed +shell +jane$", lines[3]);
        // The name itself is nobody's business once they are gone.
        Assert.DoesNotContain(lines, line => line.Contains("Bob ", StringComparison.Ordinal));
    }

    [ExecutableFact]
    public void Who_came_by_a_file_is_told_by_their_own_record_and_what_a_file_changed_or_took_away_by_events()
    {
        Assert.Equal(0, _sandbox.RunWith("Bob <bob@b.example>\ncarl@c.example\n", "import", _list, "-").ExitCode);
        Why came = Assert.Single(Why.Of(_sandbox, _list, Bob));
        Assert.Equal(("subscribed", "import", ""), (came.Event, came.Origin, came.By));
        Assert.Matches("^bob@b.example is subscribed to dev@lists.example.org since .*, delivery each\n", _sandbox.Ok("why", _list, Bob).Output);

        Assert.Equal(0, _sandbox.RunWith("address,delivery\nbob@b.example,none\ncarl@c.example,\n", "import", _list, "-").ExitCode);
        Assert.Equal(["subscribed import", "changed import"], Why.Of(_sandbox, _list, Bob).Select(line => $"{line.Event} {line.Origin}"));
        Assert.Single(Why.Of(_sandbox, _list, "carl@c.example"));

        Assert.Equal(0, _sandbox.RunWith("carl@c.example\n", "import", _list, "-", "--sync", "--yes").ExitCode);
        Why[] story = [.. Why.Of(_sandbox, _list, Bob)];
        Assert.Equal(("unsubscribed", "import", "--sync"), (story[^1].Event, story[^1].Origin, story[^1].Detail));

        // Who comes back begins anew, and what was before is still told.
        ByHand("subscribe", _list, Bob);
        Assert.Equal(["changed", "unsubscribed", "subscribed"], Why.Of(_sandbox, _list, Bob).Select(line => line.Event));
    }

    [ExecutableFact]
    public void What_was_done_by_mail_is_told_with_the_mail_s_Message_ID()
    {
        string asked = Mail("dev-subscribe@lists.example.org", Bob);
        string confirmed = Confirm(Bob);
        string changed = Mail("dev-request@lists.example.org", Bob, "set own-posts off\n");
        string moved = Move(Bob, "bob@new.example");
        string removed = OfTheOwner("unsubscribe bob@new.example\n");

        Assert.Equal(
            [("asked", "mail", Bob, "", asked), ("subscribed", "mail", Bob, "", confirmed), ("changed", "mail", Bob, "own-posts=off", changed), ("moved", "mail", "bob@new.example", "to bob@new.example", moved)],
            Told(Bob));
        Assert.Equal(
            [("moved", "mail", "bob@new.example", $"from {Bob}", moved), ("unsubscribed", "owner", Owner, "", removed)],
            Told("bob@new.example"));
        Assert.Matches($"(?m) unsubscribed +owner +{Owner} +{removed}$", _sandbox.Ok("why", _list, "bob@new.example").Output);

        IEnumerable<(string, string, string, string, string?)> Told(string address) =>
            Why.Of(_sandbox, _list, address).Select(line => (line.Event, line.Origin, line.By, line.Detail, line.MessageId));
    }

    [ExecutableFact]
    public void Of_a_stranger_nothing_is_known()
    {
        Result told = _sandbox.Run("why", _list, "nobody@n.example");
        Assert.Equal((67, "nothing is known of nobody@n.example on dev@lists.example.org\n", string.Empty), (told.ExitCode, told.Output, told.Error));
        Result json = _sandbox.Run("why", _list, "nobody@n.example", "--json");
        Assert.Equal(67, json.ExitCode);
        Assert.Equal(0, JsonDocument.Parse(json.Output).RootElement.GetArrayLength());
        Expect.Told(_sandbox.Run("why", "nothing@lists.example.org", Bob), 67, "there is no list nothing@lists.example.org");
        Expect.Told(_sandbox.Run("why", _list, "nobody"), 65, "'nobody' has no @");
        // Another list's subscribers are strangers here.
        _sandbox.CreateList("other", [Bob]);
        Assert.Equal(67, _sandbox.Run("why", _list, Bob).ExitCode);
    }

    // As somebody who called the program by sudo.
    private void ByHand(params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(_sandbox.Environment()) { ["SUDO_USER"] = "jane" };
        Assert.Equal(0, Command.Run(Repository.Executable, arguments, [], environment).ExitCode);
    }

    private string Mail(string recipient, string from, string body = "")
    {
        string domain = from.Split('@')[1];
        byte[] mail = Some.Bytes($"Authentication-Results: mx1.example.net; dmarc=pass header.from={domain}\n" + Some.Text(Some.Post(body, from)));
        Expect.Done(_sandbox.Deliver(recipient, mail));
        return Some.Text(mail).Split("Message-ID: ")[1].Split('\n')[0];
    }

    private string Move(string from, string to)
    {
        Mail("dev-request@lists.example.org", from, $"change-address {to}\n");
        Confirm(from);
        return Confirm(to);
    }

    private string OfTheOwner(string commands)
    {
        Mail("dev-request@lists.example.org", Owner, commands);
        return Confirm(Owner);
    }

    // Answers the last letter that asks for it.
    private string Confirm(string from)
    {
        MimeMessage question = _sandbox.Copies().Select(MailUser.Parse).Last(letter => letter.ReplyTo.Count > 0);
        return Mail(question.ReplyTo.Mailboxes.Single().Address, from, question.TextBody!);
    }
}
