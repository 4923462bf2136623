using System.Net.Sockets;

using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Sockets;

public sealed class StopTests : ServerTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Nobody_comes_in_any_more_and_the_socket_is_gone()
    {
        MilterServer server = Start(new ScriptedMilter());
        await server.StopAsync(Limit);
        Assert.False(Path.Exists(SocketPath));
        Assert.Throws<SocketException>(() => MtaClient.Connect(server.Address));
        await server.StopAsync(Limit);
    }

    [Fact]
    public async Task Sessions_between_two_messages_end_at_once()
    {
        var milter = new ScriptedMilter();
        MilterServer server = Start(milter);
        using MtaClient fresh = MtaClient.Connect(server.Address);
        using MtaClient greeted = await MtaClient.GreetedAsync(server.Address);
        await UntilAsync(() => server.Sessions == 2, "both are in");
        await server.StopAsync(Limit);
        Assert.Equal(("closed", "closed"), (await fresh.HearAsync(), await greeted.HearAsync()));
        Assert.Equal("close", milter.Told.Last());
    }

    [Fact]
    public async Task A_message_under_way_goes_to_its_end_and_the_next_does_not_begin()
    {
        MilterServer server = Start(new ScriptedMilter());
        using MtaClient one = await MtaClient.GreetedAsync(server.Address);
        using MtaClient other = await MtaClient.GreetedAsync(server.Address);
        await one.AskAsync(Say.Mail(), Say.Recipient());
        await other.AskAsync(Say.Mail(), Say.Recipient());
        Task stopped = server.StopAsync(Limit);
        Assert.Equal(["c", "c", "c", "closed"], await one.AskAsync(Say.EndOfHeader(), Say.Body("Hello."), Say.End(), Say.Mail()));
        Assert.False(stopped.IsCompleted);
        await other.SayAsync(Say.Abort());
        Assert.Equal("closed", await other.HearAsync());
        await stopped;
    }

    [Fact]
    public async Task What_has_not_ended_in_time_is_cut_off()
    {
        var asked = new TaskCompletionSource();
        var milter = new ScriptedMilter
        {
            Think = async (told, cancellation) =>
            {
                if (told == "end")
                {
                    asked.SetResult();
                    await Task.Delay(-1, cancellation);
                }
            },
        };
        // The clock runs ahead of the server: its other limits must not come first.
        var longAfter = TimeSpan.FromDays(10_000);
        MilterServer server = Start(milter, options => options with { Limits = new MilterLimits { AnswerTime = longAfter, IdleTime = longAfter, PromptTime = longAfter } });
        using MtaClient silent = await MtaClient.GreetedAsync(server.Address);
        using MtaClient thinking = await MtaClient.GreetedAsync(server.Address);
        await silent.AskAsync(Say.Mail());
        await thinking.AskAsync(Say.Mail(), Say.Recipient(), Say.EndOfHeader());
        await thinking.SayAsync(Say.End());
        await asked.Task.WaitAsync(MtaClient.Patience);

        Task stopped = server.StopAsync(Limit);
        await Time.AdvanceUntilAsync(() => stopped.IsCompleted, TimeSpan.FromSeconds(10));
        await stopped;
        Assert.Equal(("closed", "closed"), (await silent.HearAsync(), await thinking.HearAsync()));
        Assert.Equal((0, 2), (server.Sessions, milter.Told.Count(told => told == "forget")));
        Assert.Contains($"2 sessions at {server.Address} had to be cut off: the MTA tries their messages again", Log.Warnings.Select(warning => warning.Text));
    }

    [Fact]
    public async Task A_log_that_fails_harms_nobody()
    {
        var milter = new ScriptedMilter { Answer = told => told.StartsWith("mail", StringComparison.Ordinal) ? throw new InvalidOperationException("a bug") : default };
        MilterServer server = Start(milter, options => options with { Log = new FailingLog() });
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
        Assert.Equal(["t"], await client.AskAsync(Say.Mail()));
        await client.SayAsync(Say.Packet('?'));
        Assert.Equal("closed", await client.HearAsync());
        await server.StopAsync(Limit);
    }

    private sealed class FailingLog : IMilterLog
    {
        public void Debug(string text) => throw new IOException("the disk is full");

        public void Warning(string text, Exception? exception = null) => throw new IOException("the disk is full");
    }
}
