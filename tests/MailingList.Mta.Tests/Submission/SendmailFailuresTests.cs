using MailingList.Core.Failures;
using MailingList.Mta.Submission;
using MailingList.Mta.Tests.Support;

namespace MailingList.Mta.Tests.Submission;

[Collection(ProcessTests.OneAtATime)]
public sealed class SendmailFailuresTests
{
    [Theory]
    [InlineData("cat >/dev/null; exit 75", "exited 75")]
    [InlineData("cat >/dev/null; exit 1", "exited 1")]
    [InlineData("exit 67", "exited 67")]
    [InlineData("cat >/dev/null; kill -9 $$", "was killed by signal 9")]
    [InlineData("kill -TERM $$", "was killed by signal 15")]
    public void Every_end_but_zero_counts_as_not_taken(string script, string words)
    {
        using var sendmail = new Sendmail(script);

        Failure refused = sendmail.Refuses();

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains($"{sendmail.Path} {words}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 0", "0 of")]
    [InlineData("head -c 5 >/dev/null; exit 0", "of 100012 bytes")]
    public void A_zero_from_who_has_not_read_everything_counts_as_not_taken(string script, string words)
    {
        using var sendmail = new Sendmail(script);

        Failure refused = sendmail.Refuses(Some.Message($"Subject: x\n\n{new string('x', 100_000)}"));

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("exited 0 after", refused.Message, StringComparison.Ordinal);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_says_on_either_output_is_shown()
    {
        using var sendmail = new Sendmail("cat >/dev/null; echo 'fatal: no space'; echo 'in the queue' >&2; exit 75");

        Assert.EndsWith("exited 75: fatal: no space\nin the queue", sendmail.Refuses().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_much_output_the_beginning_is_shown()
    {
        using var sendmail = new Sendmail("cat >/dev/null; yes error | head -c 1000000; exit 1");

        Assert.InRange(sendmail.Refuses().Message.Length, 100, 600);
    }

    [Fact]
    public void What_it_says_of_a_success_is_nobody_s_concern()
    {
        using var sendmail = new Sendmail("cat >message; echo warning >&2");

        sendmail.Submit(Some.Batch(), Some.Message());

        Assert.True(File.Exists(sendmail.File("message")));
    }

    [Fact]
    public void A_program_that_is_not_there_is_a_temporary_failure()
    {
        using var folder = new TemporaryFolder();
        using var submitter = new SendmailSubmitter("/nowhere/sendmail", isPostfix: false, folder.Path, CancellationToken.None);

        Failure refused = Assert.Throws<Failure>(() => submitter.Submit(Some.Batch(), Some.Message()));

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("/nowhere/sendmail cannot be run", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_program_is_a_temporary_failure()
    {
        using var sendmail = new Sendmail("exit 0");
        File.SetUnixFileMode(sendmail.Path, UnixFileMode.UserRead);

        Assert.Equal(FailureKind.Temporary, sendmail.Refuses().Kind);
    }

    [Fact]
    public void A_batch_that_was_refused_can_be_handed_over_again()
    {
        using var sendmail = new Sendmail("cat >message; test -e second || { touch second; exit 75; }");
        using SendmailSubmitter submitter = sendmail.Open();
        var message = Some.Message();

        Assert.Throws<Failure>(() => submitter.Submit(Some.Batch(), message));
        submitter.Submit(Some.Batch(), message);

        Assert.Equal("Subject: hello\n\nHello.\n", sendmail.Text("message"));
    }
}
