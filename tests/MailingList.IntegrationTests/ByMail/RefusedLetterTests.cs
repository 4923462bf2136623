using MailingList.IntegrationTests.ByMail.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>An MTA that does not take a letter: what was asked is done, the mail stays where it is, and the letter goes out later, once.</summary>
public sealed class RefusedLetterTests : IDisposable
{
    private const string Bob = "bob@b.example";
    private const string Ann = "ann@a.example";
    private const string Zoe = "zoe@z.example";

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [ExecutableTheory]
    [InlineData("cat > message; exit 75", "exited 75")]
    [InlineData("kill -KILL $$", "was killed by signal 9")]
    [InlineData("exec <&-; exit 0", "exited 0 after 0 of ")]
    public void The_change_is_made_and_the_letter_goes_out_once_when_the_MTA_is_well_again(string does, string said)
    {
        string list = _sandbox.CreateList("dev", [], "subscription=open");
        var sendmail = new FakeSendmail(_sandbox, does);
        byte[] mail = Some.Post(from: Bob);
        Expect.TryAgain(_sandbox.Deliver("dev-subscribe@lists.example.org", mail), said);
        Expect.TryAgain(_sandbox.Deliver("dev-subscribe@lists.example.org", mail), said);
        Assert.Contains(Bob, _sandbox.Ok("export", list).Output, StringComparison.Ordinal);

        sendmail.Does(FakeSendmail.Takes);
        Expect.Done(_sandbox.Deliver("dev-subscribe@lists.example.org", mail));
        Assert.Equal((1, Bob), (sendmail.Counts().Count, sendmail.Counts().Single().Key));
        Expect.Done(_sandbox.Deliver("dev-subscribe@lists.example.org", mail));
        Assert.Equal(3, sendmail.Calls.Count);
        Assert.Single(Why.Of(_sandbox, list, Bob));
        // The null return path, as an argument: Postfix's and Exim's sendmail take it so.
        Assert.Equal(["-G", "-i", "-f", ""], sendmail.Calls[^1].Options);
    }

    [ExecutableFact]
    public void Of_several_letters_those_that_the_MTA_has_are_not_sent_again()
    {
        string list = _sandbox.CreateList("dev", [], "subscription=approve");
        _sandbox.Ok("set", list, $"owners={Ann},{Zoe}");
        string confirm = Question(list);
        // To the owners, one after the other, and to the applicant: the second is not taken.
        var sendmail = new FakeSendmail(_sandbox, $"[ $call -ne 2 ] || exit 75\n{FakeSendmail.Takes}");
        byte[] answer = Some.Post(from: Bob);
        Expect.TryAgain(_sandbox.Deliver(confirm, answer), "exited 75");
        Assert.Equal([1], sendmail.Counts().Values);

        Expect.Done(_sandbox.Deliver(confirm, answer));
        Assert.Equal(new Dictionary<string, int> { [Ann] = 1, [Zoe] = 1, [Bob] = 1 }, sendmail.Counts());
        Assert.Equal(sendmail.Calls[1].Recipients, sendmail.Calls[2].Recipients);
        Assert.Equal(["asked", "applied"], Why.Of(_sandbox, list, Bob).Select(line => line.Event));
    }

    [ExecutableFact]
    public void At_the_shell_the_verb_says_that_the_letter_waits()
    {
        string list = _sandbox.CreateList("dev", []);
        var sendmail = new FakeSendmail(_sandbox, "exit 75");
        Result result = _sandbox.Run("subscribe", list, Bob, "--welcome");
        Assert.Equal(75, result.ExitCode);
        Assert.Contains("exited 75", result.Error, StringComparison.Ordinal);
        Assert.Contains(Bob, _sandbox.Ok("export", list).Output, StringComparison.Ordinal);
        Assert.Equal(1, _sandbox.Query("SELECT count(*) FROM outgoing"));
        Assert.Single(sendmail.Calls);
    }

    private string Question(string list)
    {
        Expect.Done(_sandbox.Deliver(list.Replace("@", "-subscribe@", StringComparison.Ordinal), Some.Post(from: Bob)));
        return MailUser.Parse(Assert.Single(_sandbox.Copies())).ReplyTo.Mailboxes.Single().Address;
    }
}
