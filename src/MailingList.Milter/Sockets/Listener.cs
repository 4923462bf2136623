using System.Net;
using System.Net.Sockets;

namespace MailingList.Milter.Sockets;

/// <summary>Opens the socket that a server listens on.</summary>
internal static class Listener
{
    // As many as there may be processes of smtpd(8) that come at once, and more than net.core.somaxconn mostly lets.
    private const int Backlog = 1024;

    /// <exception cref="IOException">It cannot be done; the message says what and why.</exception>
    internal static Socket Open(MilterServerOptions options)
    {
        EndPoint endPoint = options.Address.EndPoint;
        var unix = endPoint as UnixDomainSocketEndPoint;
        if (unix is not null)
        {
            UnixSocketFile.RemoveStale(unix);
        }

        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endPoint);
            if (unix is not null)
            {
                // Nobody gets in before this is done: until somebody listens, connecting is refused.
                File.SetUnixFileMode(unix.ToString(), options.SocketMode);
                if (options.SocketGroup is { } group)
                {
                    UnixSocketFile.SetGroup(unix.ToString(), group);
                }
            }

            else
            {
                // The sockets that are accepted inherit it (tcp(7)): every reply is waited for.
                socket.NoDelay = true;
            }

            socket.Listen(Backlog);
            return socket;
        }
        catch (Exception error)
        {
            socket.Dispose();
            throw error is SocketException or UnauthorizedAccessException
                ? new IOException($"cannot listen on {options.Address}: {error.Message}", error)
                : error;
        }
    }
}
