using System.Net;
using System.Net.Sockets;

namespace MailingList.Milter.Sockets;

/// <summary>Opens the socket that a server listens on; for others, too, that serve the same MTA beside a milter.</summary>
public static class Listener
{
    // As many as there may be processes of smtpd(8) that come at once, and more than net.core.somaxconn mostly lets.
    private const int Backlog = 1024;

    /// <summary>Listens. A Unix socket that nobody listens on any more is replaced.</summary>
    /// <param name="address">Where.</param>
    /// <param name="mode">Who may connect to a Unix socket: they need to write.</param>
    /// <param name="group">The group of a Unix socket, by name or number; null: our own.</param>
    /// <exception cref="IOException">It cannot be done; the message says what and why.</exception>
    public static Socket Open(MilterAddress address, UnixFileMode mode, string? group)
    {
        ArgumentNullException.ThrowIfNull(address);
        EndPoint endPoint = address.EndPoint;
        var unix = endPoint as UnixDomainSocketEndPoint;
        if (unix is not null)
        {
            UnixSocketFile.RemoveStale(unix);
        }

        // Only of a socket that it knows to be TCP's does .NET set SO_REUSEADDR (socket(7)): a port with sessions in TIME-WAIT can be listened on again.
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, unix is null ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            socket.Bind(endPoint);
            if (unix is not null)
            {
                // Nobody gets in before this is done: until somebody listens, connecting is refused.
                File.SetUnixFileMode(unix.ToString(), mode);
                if (group is not null)
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
                ? new IOException($"cannot listen on {address}: {error.Message}", error)
                : error;
        }
    }
}
