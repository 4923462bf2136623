using System.Net.Sockets;

using MailingList.Milter.Negotiation;
using MailingList.Milter.Tests.Support;

using Xunit.Abstractions;

namespace MailingList.Milter.Tests.Sockets;

/// <summary>What a session costs in memory while it waits: no buffer, a few small objects.</summary>
[Collection(Alone.Name)]
public sealed class SessionSizeTests(ITestOutputHelper output) : ServerTest
{
    private const int Count = 1_000;

    // Here both ends of a socket are in one process: this is that of the client, and of the runtime's table of sockets.
    private const long MostBytes = 6_000;

    [Fact]
    public async Task An_idle_session_holds_no_buffers()
    {
        MilterServer server = Start(new ScriptedMilter { Needs = new MilterNeeds { Sees = MilterEvents.Recipient } });
        using MtaClient first = await ConnectAsync(server);
        var clients = new List<Socket>(Count);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Count; i++)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(server.Address.EndPoint);
            socket.Send(Say.Options());
            socket.Receive(new byte[17]);
            socket.Send([.. Say.Macros('C', "j", "mx1.example.net", "{daemon_name}", "mx1.example.net", "v", "Postfix 3.7.11"), .. Say.Macros('H')]);
            clients.Add(socket);
        }

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        output.WriteLine($"{each} bytes a session, its client's socket included");
        clients.ForEach(socket => socket.Dispose());
        Assert.InRange(each, 0, MostBytes);
    }

    private static async Task<MtaClient> ConnectAsync(MilterServer server)
    {
        MtaClient client = MtaClient.Connect(server.Address);
        await client.AskAsync(Say.Options());
        return client;
    }
}
