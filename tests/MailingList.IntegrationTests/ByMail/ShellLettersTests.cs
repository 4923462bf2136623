using MailingList.IntegrationTests.ByMail.Support;
using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>The same use cases at the shell: whom a verb writes to, and what becomes of the answers.</summary>
public sealed class ShellLettersTests : IDisposable
{
    private const string Ann = "ann@a.example";
    private const string Bob = "bob@b.example";
    private const string Carl = "carl@c.example";

    private readonly Sandbox _sandbox = new();
    private int _seen;

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void Nobody_is_written_to_unless_that_is_said_whatever_the_list_does_by_mail()
    {
        string list = _sandbox.CreateList("dev", [], "welcome=on", "goodbye=on", "notify=on");
        _sandbox.Ok("subscribe", list, Ann, Bob);
        _sandbox.Ok("unsubscribe", list, Ann, Bob);
        Assert.Empty(Letters());

        _sandbox.Ok("set", list, "welcome=off", "goodbye=off");
        _sandbox.Ok("subscribe", list, Ann);
        Assert.Equal([$"{Ann}: was subscribed so already", $"{Bob}: subscribed"], _sandbox.Ok("subscribe", list, Ann, Bob, "--welcome").Lines);
        (string recipient, MimeMessage welcome) = Assert.Single(Letters());
        Assert.Equal((Bob, "Welcome to dev", "auto-generated"), (recipient, welcome.Subject, welcome.Headers["Auto-Submitted"]));
        Assert.Null(welcome.InReplyTo);

        Result left = _sandbox.Run("unsubscribe", list, Ann, Carl, Bob, "--goodbye");
        Assert.Equal(67, left.ExitCode);
        Assert.Equal([$"{Ann}: unsubscribed", $"{Carl}: was not subscribed", $"{Bob}: unsubscribed"], left.Lines);
        Assert.Equal([(Ann, "You have left dev"), (Bob, "You have left dev")], Letters().Select(letter => (letter.Recipient, letter.Letter.Subject)).Order());
    }

    [ExecutableTheory]
    [InlineData("confirm")]
    [InlineData("approve")]
    [InlineData("closed")]
    public void Who_is_asked_first_is_subscribed_by_their_answer_whatever_the_list_says_of_applicants(string policy)
    {
        string list = _sandbox.CreateList("dev", [Ann], $"subscription={policy}");
        Assert.Equal([$"{Ann}: is subscribed already", $"{Bob}: asked"], _sandbox.Ok("subscribe", list, Ann, Bob, "--confirm", "--delivery", "none").Lines);
        Assert.Equal([Ann], Subscribers(list));
        // Not twice in a day, by whatever way.
        Assert.Equal([$"{Bob}: not asked: no confirm-subscribe to {Bob}: it had 1 today"], _sandbox.Ok("subscribe", list, Bob, "--confirm").Lines);
        (string recipient, MimeMessage question) = Assert.Single(Letters());
        Assert.Equal((Bob, "auto-generated"), (recipient, question.Headers["Auto-Submitted"]));

        string confirm = question.ReplyTo.Mailboxes.Single().Address;
        Expect.Done(_sandbox.Deliver(confirm, Some.Post(from: Bob)));
        Assert.Equal((Bob, "Welcome to dev"), Letters().Select(letter => (letter.Recipient, letter.Letter.Subject)).Single());
        Assert.Equal([Ann, Bob], Subscribers(list));
        Assert.Contains($"{Bob},,none,", _sandbox.Ok("export", list).Output, StringComparison.Ordinal);
        Assert.Equal([("asked", "shell"), ("subscribed", "mail")], Why.Of(_sandbox, list, Bob).Select(line => (line.Event, line.Origin)));

        // A stranger's own wish is another matter.
        Expect.Done(_sandbox.Deliver("dev-subscribe@lists.example.org", Some.Post(from: Carl)));
        Assert.Equal(policy == "closed" ? "You cannot join dev by mail" : "Please confirm your subscription to dev", Letters().Single().Letter.Subject);
    }

    [ExecutableTheory]
    [InlineData("--welcome")]
    [InlineData("--name", "Bob")]
    [InlineData("--vacation", "2036-01-31")]
    [InlineData("--posting", "allow")]
    public void Who_is_asked_first_is_asked_for_nothing_else(params string[] options)
    {
        string list = _sandbox.CreateList("dev", []);
        Expect.Told(_sandbox.Run(["subscribe", list, Bob, "--confirm", .. options]), 64, "--confirm takes no other option");
        Assert.Empty(Letters());
    }

    [ExecutableFact]
    public void What_the_shell_sets_for_a_subscriber_their_mail_shows_and_the_other_way_round()
    {
        string list = _sandbox.CreateList("dev", []);
        _sandbox.Set("authserv-id", "mx1.example.net");
        _sandbox.Ok("subscribe", list, Bob, "--name", "Bob B.", "--own-posts", "off", "--vacation", "2036-01-31");
        Command("settings\nset vacation off\nset delivery none\nset own-posts on\nset name\nsettings\n");
        string[] blocks = Letters().Single().Letter.TextBody!.Split("> settings\n");
        Assert.Contains("    delivery each\n    own-posts off\n    vacation until 2036-01-31\n    name Bob B.\n", blocks[1], StringComparison.Ordinal);
        Assert.Contains("    delivery none\n    own-posts on\n    vacation off\n    name\n", blocks[2], StringComparison.Ordinal);
        Assert.Matches($"{Bob},,none,default,(on)?,(off)?", _sandbox.Ok("export", list).Output);

        _sandbox.Ok("set", list, "subscription=closed", "who=subscribers", "language=de", "welcome=off", "goodbye=off", "notify=on");
        string show = _sandbox.Ok("show", list).Output;
        Assert.All(
            ["subscription +closed +confirm ", "who +subscribers +owners ", "language +de +en ", "welcome +off +on ", "goodbye +off +on ", "notify +on +off "],
            line => Assert.Matches($"(?m)^{line}", show));
        Command("unsubscribe\n");
        Assert.Equal("owner@example.net", Assert.Single(Letters(), letter => letter.Recipient != Bob).Recipient);
    }

    private void Command(string body) => Expect.Done(_sandbox.Deliver(
        "dev-request@lists.example.org",
        Some.Bytes("Authentication-Results: mx1.example.net; dmarc=pass header.from=b.example\n" + Some.Text(Some.Post(body, Bob)))));

    private string[] Subscribers(string list) => [.. _sandbox.Ok("export", list).Lines.Skip(1).Select(line => line.Split(',')[0])];

    // What came since the last look.
    private List<(string Recipient, MimeMessage Letter)> Letters()
    {
        Copy[] copies = [.. _sandbox.Copies().Skip(_seen)];
        _seen += copies.Length;
        Assert.All(copies, copy => Assert.Empty(copy.ReturnPath));
        return [.. copies.Select(copy => (copy.Recipients.Single(), MailUser.Parse(copy)))];
    }
}
