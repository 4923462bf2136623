using System.Diagnostics;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Signals that tell a process to end: the host is going down, say. Exim freezes a post whose process died of one.</summary>
public sealed class ToldToEndTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [ExecutableTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public void In_the_middle_of_an_expansion_the_MTA_tries_again_and_the_post_goes_on_from_there(string signal)
    {
        var sendmail = new FakeSendmail(_sandbox, $"[ $call -ne 2 ] || {{ touch begun; sleep 1000; }}\n{FakeSendmail.Takes}");
        string[] subscribers = [.. Some.Addresses(25)];
        string list = _sandbox.CreateList("dev", subscribers, "batch-size=10");
        byte[] post = Some.Post();
        using Process delivery = Start(list, post);
        delivery.StandardInput.Close();
        Wait.Until(() => sendmail.HasNote(2, "begun"), "the second batch is begun");

        Expect.TryAgain(Tell(delivery, signal), "told to end");
        Assert.Equal(10, sendmail.Counts().Count);
        sendmail.Does(FakeSendmail.Takes);
        Expect.Done(_sandbox.Deliver(list, post));
        Assert.Equal(subscribers.Order().ToDictionary(address => address, _ => 1), sendmail.Counts());
    }

    [ExecutableFact]
    public void Whatever_it_hangs_in_it_ends()
    {
        string list = _sandbox.CreateList("dev", Some.Addresses(3));
        using Process delivery = Start(list, Some.Post());
        // It reads, and the message does not end.
        Wait.Until(() => File.ReadAllText($"/proc/{delivery.Id}/wchan") is "pipe_read" or "anon_pipe_read", "it waits for the message");

        Expect.TryAgain(Tell(delivery, "TERM"), "told to end before it was done");
        Assert.Empty(_sandbox.Copies());
    }

    private Process Start(string list, byte[] post)
    {
        Process delivery = _sandbox.StartDelivery(list);
        delivery.StandardInput.Write(Some.Text(post));
        delivery.StandardInput.Flush();
        return delivery;
    }

    private static Result Tell(Process process, string signal)
    {
        Assert.Equal(0, Command.Run("/bin/kill", [$"-{signal}", $"{process.Id}"]).ExitCode);
        Wait.Until(() => process.HasExited, "it ends");
        return new Result(process.ExitCode, process.StandardOutput.ReadToEnd(), process.StandardError.ReadToEnd());
    }
}
