using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>A sendmail that does not do what it should: the post stays with the MTA that holds it, and nobody gets it twice.</summary>
public sealed class SendmailFailureTests : IDisposable
{
    // More than any buffer between two processes holds, so that who stops reading early has not read it all.
    private const int Large = 300_000;

    private static readonly string[] Three = ["ann@a.example", "bob@b.example", "carl@c.example"];

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [ExecutableTheory]
    [InlineData("cat > message; exit 75", "exited 75")]
    [InlineData("cat > message; exit 1", "exited 1")]
    [InlineData("cat > message; echo 'postdrop: queue file write error' >&2; exit 69", "exited 69: postdrop: queue file write error")]
    [InlineData("cat > message; printf '5.7.1 not you\\n2.0.0 line two\\n'; exit 77", "exited 77: 5.7.1 not you 2.0.0 line two")]
    [InlineData("cat > message; kill -KILL $$", "was killed by signal 9")]
    [InlineData("kill -SEGV $$", "was killed by signal 11")]
    [InlineData("head -c 1000 > message; exit 1", "exited 1")]
    [InlineData("exec <&-; exit 0", "exited 0 after 0 of ")]
    [InlineData("dd bs=1000 count=1 of=message 2>/dev/null; exit 0", "exited 0 after 1000 of ")]
    public void A_sendmail_that_fails_leaves_the_post_with_the_MTA(string does, string said)
    {
        var sendmail = new FakeSendmail(_sandbox, does);
        string list = _sandbox.CreateList("dev", Three);
        byte[] post = Some.Post(new string('x', Large) + "\n");

        Expect.TryAgain(_sandbox.Deliver(list, post), "sendmail", said);
        Assert.Single(sendmail.Calls);

        sendmail.Does(FakeSendmail.Takes);
        Expect.Done(_sandbox.Deliver(list, post));
        Assert.Equal(Three.ToDictionary(address => address, _ => 1), sendmail.Counts());
        Expect.Done(_sandbox.Deliver(list, post));
        Assert.Equal(2, sendmail.Calls.Count);
    }

    [ExecutableFact]
    public void A_sendmail_that_hangs_is_ended_with_all_that_it_started()
    {
        var sendmail = new FakeSendmail(_sandbox, "echo $$ > parent; sleep 1000 & echo $! > child; wait");
        string list = _sandbox.CreateList("dev", Three);
        _sandbox.Set("time-box", "1");
        byte[] post = Some.Post();

        Expect.TryAgain(_sandbox.Deliver(list, post), "sendmail was ended, because the time was up");
        int parent = int.Parse(sendmail.Note(1, "parent"), System.Globalization.CultureInfo.InvariantCulture);
        int child = int.Parse(sendmail.Note(1, "child"), System.Globalization.CultureInfo.InvariantCulture);
        Wait.Until(() => !Runs(parent) && !Runs(child), "sendmail and its child are gone");

        sendmail.Does(FakeSendmail.Takes);
        _sandbox.Set("time-box", "240");
        Expect.Done(_sandbox.Deliver(list, post));
        Assert.All(sendmail.Counts().Values, count => Assert.Equal(1, count));
        Assert.Equal(3, sendmail.Counts().Count);
    }

    [ExecutableFact]
    public void A_message_that_does_not_end_is_given_back_when_the_time_is_up()
    {
        string list = _sandbox.CreateList("dev", Three);
        _sandbox.Set("time-box", "1");
        using System.Diagnostics.Process delivery = _sandbox.StartDelivery(list);
        delivery.StandardInput.Write("Subject: begun and not ended\n\n");
        delivery.StandardInput.Flush();
        Wait.Until(() => delivery.HasExited, "the time box ends it");
        Expect.TryAgain(new Result(delivery.ExitCode, delivery.StandardOutput.ReadToEnd(), delivery.StandardError.ReadToEnd()), "not done within 1 seconds");
        Assert.Empty(_sandbox.Copies());
    }

    [ExecutableFact]
    public void A_sendmail_that_is_not_there_leaves_the_post_with_the_MTA()
    {
        string list = _sandbox.CreateList("dev", Three);
        string nothing = Path.Combine(_sandbox.Folder, "nothing");
        _sandbox.Set("reinject", $"sendmail:{nothing}");
        Expect.TryAgain(_sandbox.Deliver(list, Some.Post()), $"{nothing} cannot be run: No such file");
    }

    [ExecutableFact]
    public void A_sendmail_that_may_not_be_run_leaves_the_post_with_the_MTA()
    {
        var sendmail = new FakeSendmail(_sandbox);
        string list = _sandbox.CreateList("dev", Three);
        sendmail.Mode((UnixFileMode)0b110_100_100);
        byte[] post = Some.Post();
        Expect.TryAgain(_sandbox.Deliver(list, post), "sendmail cannot be run: Permission denied");

        sendmail.Mode((UnixFileMode)0b111_101_101);
        Expect.Done(_sandbox.Deliver(list, post));
        Assert.Equal(3, sendmail.Counts().Count);
    }

    [ExecutableFact]
    public void A_sendmail_that_talks_is_not_heard_where_it_succeeds()
    {
        var sendmail = new FakeSendmail(_sandbox, "cat > message; mv message taken; i=0; while [ $i -lt 20000 ]; do echo 5.0.0 much; echo 4.0.0 more >&2; i=$((i + 1)); done; exit 0");
        string list = _sandbox.CreateList("dev", Three);
        Expect.Done(_sandbox.Deliver(list, Some.Post()));
        Assert.Equal(3, sendmail.Counts().Count);
    }

    [ExecutableFact]
    public void A_sendmail_that_talks_and_fails_is_cut_to_one_line()
    {
        _ = new FakeSendmail(_sandbox, "i=0; while [ $i -lt 20000 ]; do echo 5.0.0 much; i=$((i + 1)); done; exit 70");
        string list = _sandbox.CreateList("dev", Three);
        Result result = _sandbox.Deliver(list, Some.Post());
        Expect.TryAgain(result, "exited 70: 5.0.0 much");
        Assert.InRange(result.Output.Length, 1, 512);
    }

    [ExecutableTheory]
    [InlineData("cat > /dev/null; exit 75")]
    [InlineData("exit 1")]
    [InlineData("kill -KILL $$")]
    public void What_was_taken_before_a_failure_is_not_handed_over_again(string fails)
    {
        var sendmail = new FakeSendmail(_sandbox, $"[ $call -ne 2 ] || {{ {fails}; }}\n{FakeSendmail.Takes}");
        string[] subscribers = [.. Some.Addresses(25)];
        string list = _sandbox.CreateList("dev", subscribers, "batch-size=10");
        byte[] post = Some.Post();

        Expect.TryAgain(_sandbox.Deliver(list, post));
        Assert.Equal(2, sendmail.Calls.Count);
        Assert.Equal(10, sendmail.Counts().Count);

        Expect.Done(_sandbox.Deliver(list, post));
        Assert.Equal(subscribers.Order().ToDictionary(address => address, _ => 1), sendmail.Counts());
        // The second try begins with the batch that failed, not with the first.
        Assert.Equal(sendmail.Calls[1].Recipients, sendmail.Calls[2].Recipients);
        Assert.Equal([10, 10, 10, 5], sendmail.Calls.Select(call => call.Recipients.Count));
        Assert.Single(sendmail.Calls.Where(call => call.Message is not null).Select(call => Some.Text(call.Message!)).Distinct());

        Expect.Done(_sandbox.Deliver(list, post));
        Assert.Equal(4, sendmail.Calls.Count);
    }

    // A process that ended but whose parent has not asked yet (state Z) does nothing any more.
    private static bool Runs(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
