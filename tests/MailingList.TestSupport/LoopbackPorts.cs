using System.Net;
using System.Net.Sockets;

namespace MailingList.TestSupport;

/// <summary>
/// Ports of the loopback for servers that take theirs later. They lie below those that the kernel hands out, so that no connection of another
/// test sits on one in between.
/// </summary>
public static class LoopbackPorts
{
    private const int First = 12_000;

    private const int End = 32_000;

    private static readonly HashSet<int> Given = [];

    /// <summary>A port that nobody uses, TCP and UDP, and that is given once.</summary>
    public static int Next()
    {
        lock (Given)
        {
            while (true)
            {
                int port = Random.Shared.Next(First, End);
                if (!Given.Contains(port) && IsFree(port))
                {
                    Given.Add(port);
                    return port;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
