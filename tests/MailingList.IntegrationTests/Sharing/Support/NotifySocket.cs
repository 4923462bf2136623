using System.Net.Sockets;
using System.Text;

using MailingList.IntegrationTests.Support;

namespace MailingList.IntegrationTests.Sharing.Support;

/// <summary>The socket on which systemd hears how a service is (sd_notify(3)).</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _said = [];
    private readonly Task _listening;

    /// <summary>Listens.</summary>
    /// <param name="name">A path; or a name after an @, which is in no folder.</param>
    internal NotifySocket(string name)
    {
        bool isPath = name[0] != '@';
        _socket.Bind(new UnixDomainSocketEndPoint(isPath ? name : "\0" + name[1..]));
        if (isPath)
        {
            Sandbox.OpenToAll(name);
        }

        _listening = ListenAsync();
    }

    /// <summary>All that was said so far.</summary>
    internal string[] Said
    {
        get
        {
            lock (_said)
            {
                return [.. _said];
            }
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _listening.Wait();
        _end.Dispose();
        _socket.Dispose();
    }

    private async Task ListenAsync()
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (true)
            {
                int length = await _socket.ReceiveAsync(buffer, _end.Token);
                lock (_said)
                {
                    _said.Add(Encoding.UTF8.GetString(buffer, 0, length));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
