using System.Text;

using MailingList.Milter.Negotiation;
using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Sockets;

/// <summary>Whoever is no MTA is hung up on, and everybody else is served.</summary>
public sealed class HostilePeerTests : ServerTest
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("EHLO scanner.example\r\n")]
    [InlineData("\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03")]
    [InlineData("\0\0\0\0")]
    [InlineData("\xff\xff\xff\xffO")]
    [InlineData("\0\0\0\x01Q")]
    [InlineData("\0\0\0\x05O\0\0\0\x06")]
    public async Task What_is_no_milter_protocol_is_hung_up_on(string bytes)
    {
        MilterServer server = Start(new ScriptedMilter());
        using MtaClient scanner = MtaClient.Connect(server.Address);
        await scanner.SayAsync(Encoding.Latin1.GetBytes(bytes));
        Assert.Equal("closed", await scanner.HearAsync());
        Assert.StartsWith("a peer that speaks no milter protocol: ", Assert.Single(Log.Debugs), StringComparison.Ordinal);
        Assert.Empty(Log.Warnings);
    }

    [Fact]
    public async Task A_protocol_error_in_a_message_ends_the_session_and_the_message()
    {
        var milter = new ScriptedMilter();
        MilterServer server = Start(milter);
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
        Assert.Equal(["c"], await client.AskAsync(Say.Mail()));
        await client.SayAsync(Say.Packet('?'));
        Assert.Equal("closed", await client.HearAsync());
        await UntilAsync(() => server.Sessions == 0, "the session ends");
        Assert.Equal(["forget", "close"], milter.Told.TakeLast(2));
    }

    [Fact]
    public async Task Pitfall_3_an_MTA_may_hang_up_without_a_word()
    {
        var milter = new ScriptedMilter();
        MilterServer server = Start(milter);
        using (MtaClient client = await MtaClient.GreetedAsync(server.Address))
        {
            await client.AskAsync(Say.Mail());
            await client.SayAsync(Say.Header("Subject", " half")[..7]);
        }

        await UntilAsync(() => server.Sessions == 0, "the session ends");
        Assert.Equal(["forget", "close"], milter.Told.TakeLast(2));
        Assert.Empty(Log.Warnings);
    }

    [Fact]
    public async Task Pitfall_6_an_MTA_may_be_silent_for_an_hour_and_two_but_not_for_ever()
    {
        // Here the clock can run away while the server has not yet noticed that its reply is read.
        MilterServer server = Start(new ScriptedMilter(), options => options with { Limits = new MilterLimits { PromptTime = TimeSpan.FromDays(1) } });
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["c"], await client.AskAsync(Say.Mail()));
        Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(["c"], await client.AskAsync(Say.Recipient()));
        Task<string> heard = client.HearAsync();
        await Time.AdvanceUntilAsync(() => heard.IsCompleted, Minute);
        Assert.Equal("closed", await heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\x0dO\0\0")]
    public async Task Who_does_not_begin_is_not_waited_for(string half)
    {
        MilterServer server = Start(new ScriptedMilter());
        using MtaClient scanner = MtaClient.Connect(server.Address);
        await scanner.SayAsync(Encoding.Latin1.GetBytes(half));
        Task<string> heard = scanner.HearAsync();
        await Time.AdvanceUntilAsync(() => heard.IsCompleted, Minute);
        Assert.Equal("closed", await heard);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_does_not_end_a_packet_is_not_waited_for(bool sendsMore)
    {
        MilterServer server = Start(new ScriptedMilter(), options => options with { Limits = new MilterLimits { IdleTime = TimeSpan.FromDays(10_000) } });
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
        byte[] half = Say.Packet('M', new string('x', 900_000))[..100_000];
        await client.SayAsync(half);
        Task<string> heard = client.HearAsync();
        while (!heard.IsCompleted)
        {
            if (sendsMore)
            {
                await client.TrySayAsync([0]);
            }

            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal("closed", await heard);
    }

    [Fact]
    public async Task Who_does_not_read_is_not_waited_for()
    {
        // More than the system takes for somebody who does not read.
        var milter = new ScriptedMilter { Change = changes => changes.ReplaceBodyAsync(new byte[50_000_000]) };
        MilterServer server = Start(milter);
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
        await client.AskAsync(Say.Mail(), Say.Recipient(), Say.EndOfHeader());
        await client.SayAsync(Say.End());
        await Time.AdvanceUntilAsync(() => server.Sessions == 0, Minute);
        Assert.Empty(Log.Warnings);
    }

    [Fact]
    public async Task An_application_that_takes_too_long_is_told_so_and_the_MTA_hears_of_it_in_time()
    {
        var milter = new ScriptedMilter { Think = (told, cancellation) => told.StartsWith("rcpt slow", StringComparison.Ordinal) ? new ValueTask(Task.Delay(-1, cancellation)) : default };
        MilterServer server = Start(milter);
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
        await client.AskAsync(Say.Mail());
        for (int i = 0; i < 3; i++)
        {
            await client.SayAsync(Say.Recipient("<slow@example.org>"));
            await UntilAsync(() => milter.Told.Count(told => told == "rcpt slow@example.org") > i, "it is asked");
            Time.Advance(new MilterLimits().AnswerTime + TimeSpan.FromSeconds(2));
            Assert.Equal("t", await client.HearAsync());
            Assert.Equal(["c"], await client.AskAsync(Say.Recipient("<quick@example.org>")));
        }

        Assert.Equal(3, Log.Warnings.Count);
    }

    [Fact]
    public async Task Progress_starts_the_time_anew()
    {
        var milter = new ScriptedMilter
        {
            Change = async changes =>
            {
                for (int i = 0; i < 5; i++)
                {
                    await changes.ReportProgressAsync();
                    Time.Advance(TimeSpan.FromSeconds(20));
                }
            },
            Think = (_, cancellation) =>
            {
                cancellation.ThrowIfCancellationRequested();
                return default;
            },
        };
        MilterServer server = Start(milter);
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
        await client.AskAsync(Say.Mail(), Say.Recipient(), Say.EndOfHeader());
        await client.SayAsync(Say.End());
        var heard = new List<string>();
        while (heard.LastOrDefault() is null or "p")
        {
            heard.Add(await client.HearAsync());
        }

        Assert.Equal(["p", "p", "p", "p", "p", "c"], heard);
    }

    [Fact]
    public async Task Thousands_of_silent_connections_keep_nobody_from_being_served()
    {
        MilterServer server = Start(new ScriptedMilter { Needs = new MilterNeeds { Sees = MilterEvents.Recipient } });
        var silent = new List<MtaClient>();
        for (int i = 0; i < 2_000; i++)
        {
            MtaClient client = MtaClient.Connect(server.Address);
            silent.Add(client);
            await client.SayAsync(i % 2 == 0 ? Say.Options() : Say.Options()[..3]);
        }

        using MtaClient served = MtaClient.Connect(server.Address);
        Assert.Equal(["O00000006 00000000 00100377 ", "c", "c"], await served.AskAsync(Say.Options(), Say.Recipient(), Say.End()));
        silent.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task More_sessions_than_there_may_be_are_hung_up_on_until_one_ends()
    {
        MilterServer server = Start(new ScriptedMilter(), options => options with { Limits = new MilterLimits { Sessions = 2 } });
        using MtaClient first = await MtaClient.GreetedAsync(server.Address);
        using (MtaClient second = await MtaClient.GreetedAsync(server.Address))
        {
            for (int i = 0; i < 3; i++)
            {
                using MtaClient third = MtaClient.Connect(server.Address);
                Assert.Equal("closed", await third.HearAsync());
            }

            Assert.Equal(["c"], await second.AskAsync(Say.Mail()));
            Assert.Single(Log.Warnings);
        }

        await UntilAsync(() => server.Sessions == 1, "a session ends");
        using MtaClient fourth = await MtaClient.GreetedAsync(server.Address);
        Assert.Equal(["c"], await first.AskAsync(Say.Mail()));
    }
}
