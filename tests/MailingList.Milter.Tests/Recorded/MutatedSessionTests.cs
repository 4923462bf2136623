using System.Net.Sockets;

using MailingList.Milter.Answers;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Tests.Support;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Recorded;

/// <summary>Sessions that no MTA holds: they end, nothing gets out, and nobody else notices.</summary>
public sealed class MutatedSessionTests : ServerTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_million_mutated_packets_are_answered_or_refused(int seed)
    {
        var mutation = new Mutation(seed);
        int refused = 0;
        for (int packets = 0; packets < 500_000;)
        {
            var milter = new ScriptedMilter { Needs = Needs(packets), Answer = told => Verdicts[(uint)told.Length % 16], Change = Change };
            using var dialogue = new Dialogue(milter);
            List<byte[]> session = mutation.Next();
            packets += session.Count;
            try
            {
                dialogue.Say([.. session]);
            }
            catch (ProtocolException)
            {
                refused++;
            }

            dialogue.Conversation.Close();
            Assert.Equal(milter.Told.Contains("close"), milter.Peer is not null);
            Assert.True(Hear.All(dialogue.Sent).All(heard => "Ocardtsyhp".Contains(heard[0], StringComparison.Ordinal)));
        }

        Assert.InRange(refused, 1_000, 500_000);
    }

    [Fact]
    public async Task On_a_socket_a_mutated_session_ends_and_the_others_are_served()
    {
        MilterServer server = Start(new ScriptedMilter { Answer = told => Verdicts[(uint)told.Length % 16], Change = Change }, options => options with { Time = TimeProvider.System });
        var mutation = new Mutation(3);
        for (int round = 0; round < 40; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => mutation.Next()).ToArray().Select(session => PlayAsync(server, session)));
        }

        await UntilAsync(() => server.Sessions == 0, "all sessions end");
        Assert.DoesNotContain(Log.Warnings, warning => warning.Text == "a session has failed");
        Assert.NotEmpty(Log.Debugs);
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
        Assert.Equal("c", (await client.AskAsync(Say.Helo("x")))[0]);
    }

    private static readonly Verdict[] Verdicts =
    [
        .. Enumerable.Repeat(Verdict.Continue, 10), Verdict.Accept, Verdict.Reject, Verdict.TemporaryFailure, Verdict.Discard, Verdict.Skip, Verdict.Refuse(550, "5.7.1", "no"),
    ];

    private static MilterNeeds Needs(int number) => new()
    {
        Sees = (MilterEvents)(number % 64),
        Answers = (MilterEvents)(number / 64 % 64),
        Changes = (MilterActions)0xff,
    };

    private static async ValueTask Change(MessageChanges changes)
    {
        changes.AddHeader("X-Added", "one");
        await changes.ReportProgressAsync();
    }

    private static async Task PlayAsync(MilterServer server, List<byte[]> session)
    {
        using MtaClient client = MtaClient.Connect(server.Address);
        try
        {
            await client.SayAsync([.. session]);
            client.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // We had enough of it before it was over.
        }

        while (await client.HearAsync() != "closed")
        {
        }
    }
}
