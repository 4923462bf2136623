using System.Diagnostics;

using MailingList.Core.Failures;
using MailingList.Mta.Submission;
using MailingList.Mta.Tests.Support;

namespace MailingList.Mta.Tests.Submission;

[Collection(ProcessTests.OneAtATime)]
public sealed class SendmailHangsTests
{
    // The fifo is held by the sendmail and by its child: who reads it meets its end when both are gone.
    private const string HangsWithAChild =
        """
        exec 3>alive
        sleep 1000 &
        echo started >&3
        wait
        """;

    private static readonly TimeSpan LongerThanAnyMachineTakes = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task One_that_hangs_is_ended_with_all_that_it_started()
    {
        using var sendmail = new Sendmail(HangsWithAChild);
        using var cancellation = new CancellationTokenSource();
        using SendmailSubmitter submitter = sendmail.Open(cancellation: cancellation.Token);
        using (var mkfifo = Process.Start("mkfifo", [sendmail.File("alive")]))
        {
            await mkfifo.WaitForExitAsync();
        }

        Task<Failure> submitting = Task.Run(() => Assert.Throws<Failure>(() => submitter.Submit(Some.Batch(), Some.Message())));
        using var alive = await Task.Run(() => new StreamReader(sendmail.File("alive"))).WaitAsync(LongerThanAnyMachineTakes);
        Assert.Equal("started", await alive.ReadLineAsync());
        await cancellation.CancelAsync();

        Failure refused = await submitting.WaitAsync(LongerThanAnyMachineTakes);
        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("was ended, because the time was up", refused.Message, StringComparison.Ordinal);
        Assert.Null(await alive.ReadLineAsync().WaitAsync(LongerThanAnyMachineTakes));
    }

    [Fact]
    public void One_that_is_started_too_late_is_ended_at_once()
    {
        using var sendmail = new Sendmail("exec sleep 1000");
        using SendmailSubmitter submitter = sendmail.Open(cancellation: new CancellationToken(canceled: true));

        Failure refused = Assert.Throws<Failure>(() => submitter.Submit(Some.Batch(), Some.Message()));

        Assert.Contains("was ended, because the time was up", refused.Message, StringComparison.Ordinal);
    }
}
