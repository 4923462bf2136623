using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace MailingList.Benchmarks.Filter;

/// <summary>An MTA, as far as it asks about recipients: one connection on which one message after the other begins and is given up.</summary>
internal sealed class MilterClient : IDisposable
{
    private const int Header = 5; // length and code
    private const string AllThatPostfixOffers = "\0\0\0\x06\0\0\x01\xff\0\x1f\xff\xff";

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _reply = new byte[4096];
    private readonly byte[] _question;

    /// <summary>Connects, and negotiates as Postfix 3.7 does.</summary>
    internal MilterClient(string path, string sender, string recipient)
    {
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        _socket.Send(Packet('O', AllThatPostfixOffers));
        Expect('O', Read());
        _question =
        [
            .. Packet('A', string.Empty), .. Packet('M', $"<{sender}>\0"), .. Packet('D', $"R{{rcpt_mailer}}\0mailinglist\0"), .. Packet('R', $"<{recipient}>\0"),
        ];
    }

    /// <summary>Asks about the recipient, in a new message.</summary>
    internal async Task AskAsync()
    {
        await _socket.SendAsync(_question).ConfigureAwait(false);
        int have = 0;
        while (have < Header || have < BinaryPrimitives.ReadInt32BigEndian(_reply) + sizeof(int))
        {
            int read = await _socket.ReceiveAsync(_reply.AsMemory(have)).ConfigureAwait(false);
            have += read > 0 ? read : throw new IOException("the agent hung up");
        }

        Expect('c', (char)_reply[Header - 1]);
    }

    public void Dispose() => _socket.Dispose();

    private char Read()
    {
        int have = 0;
        while (have < Header || have < BinaryPrimitives.ReadInt32BigEndian(_reply) + sizeof(int))
        {
            have += _socket.Receive(_reply.AsSpan(have));
        }

        return (char)_reply[Header - 1];
    }

    private static void Expect(char wanted, char reply)
    {
        if (reply != wanted)
        {
            throw new InvalidOperationException($"the agent answered {reply} instead of {wanted}");
        }
    }

    private static byte[] Packet(char code, string data)
    {
        byte[] packet = new byte[Header + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(packet, data.Length + 1);
        packet[Header - 1] = (byte)code;
        Encoding.Latin1.GetBytes(data, packet.AsSpan(Header));
        return packet;
    }
}
