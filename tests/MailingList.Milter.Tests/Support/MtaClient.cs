using System.Net.Sockets;

using MailingList.Milter.Sockets;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Support;

/// <summary>An MTA on a real socket.</summary>
internal sealed class MtaClient : IDisposable
{
    /// <summary>After that, what should have happened will not.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FrameBuffer _incoming = new(int.MaxValue);

    private MtaClient(Socket socket) => Socket = socket;

    internal Socket Socket { get; }

    // A Unix socket that does not block is refused (EAGAIN) where one that does is let in as soon as there is room; Postfix's does.
    internal static MtaClient Connect(MilterAddress address)
    {
        var socket = new Socket(address.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(address.EndPoint);
        return new MtaClient(socket);
    }

    /// <summary>One whose client is connected and has said HELO.</summary>
    internal static async Task<MtaClient> GreetedAsync(MilterAddress address)
    {
        MtaClient client = Connect(address);
        await client.SayAsync(Say.Options());
        Assert.StartsWith("O", await client.HearAsync(), StringComparison.Ordinal);
        Assert.Equal(["c", "c"], await client.AskAsync(Say.Connect(), Say.Helo()));
        return client;
    }

    internal async Task SayAsync(params byte[][] packets) => await Socket.SendAsync(packets.SelectMany(packet => packet).ToArray());

    /// <summary>Says something that perhaps nobody hears any more.</summary>
    internal async Task TrySayAsync(byte[] bytes)
    {
        try
        {
            await SayAsync(bytes);
        }
        catch (SocketException)
        {
            // That is heard where it is waited for.
        }
    }

    /// <summary>Says something, and waits for as many replies.</summary>
    internal async Task<string[]> AskAsync(params byte[][] packets)
    {
        await SayAsync(packets);
        string[] heard = new string[packets.Length];
        for (int i = 0; i < heard.Length; i++)
        {
            heard[i] = await HearAsync();
        }

        return heard;
    }

    /// <summary>The next packet, or "closed".</summary>
    internal async Task<string> HearAsync()
    {
        while (true)
        {
            if (_incoming.TryRead(out Frame frame))
            {
                return Hear.One(frame);
            }

            try
            {
                int count = await Socket.ReceiveAsync(_incoming.Space()).AsTask().WaitAsync(Patience);
                if (count == 0)
                {
                    return "closed";
                }

                _incoming.Received(count);
            }
            catch (SocketException)
            {
                return "closed";
            }
        }
    }

    public void Dispose()
    {
        Socket.Dispose();
        _incoming.Dispose();
    }
}
