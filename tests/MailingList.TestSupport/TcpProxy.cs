using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace MailingList.TestSupport;

/// <summary>A network between a client and a server of the loopback that can be made a bad one.</summary>
public sealed class TcpProxy : IDisposable
{
    private const int Chunk = 16_384;

    private readonly IPEndPoint _target;

    private readonly IPEndPoint _own = new(IPAddress.Loopback, LoopbackPorts.Next());

    private readonly CancellationTokenSource _end = new();

    private readonly ConcurrentDictionary<Socket, bool> _open = new();

    private readonly Lock _switching = new();

    private TaskCompletionSource _passes = new();

    private TcpListener? _listener;

    /// <summary>A proxy that passes.</summary>
    /// <param name="targetPort">The server's port.</param>
    public TcpProxy(int targetPort)
    {
        _target = new IPEndPoint(IPAddress.Loopback, targetPort);
        Mode = TcpProxyMode.Pass;
    }

    /// <summary>The port that clients connect to, the same all the time.</summary>
    public int Port => _own.Port;

    /// <summary>How long each byte takes to the server.</summary>
    public TimeSpan DelayToServer { get; set; }

    /// <summary>How long each byte takes to the client.</summary>
    public TimeSpan DelayToClient { get; set; }

    /// <summary>How many connections have been accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>What it does; it can be changed at any time, for connections that there are too.</summary>
    public TcpProxyMode Mode
    {
        get;
        set
        {
            lock (_switching)
            {
                field = value;
                if (value == TcpProxyMode.Refuse)
                {
                    _listener?.Stop();
                    _listener = null;
                    Cut();
                }
                else if (_listener is null)
                {
                    _listener = new TcpListener(_own);
                    _listener.Start();
                    _ = AcceptAsync(_listener);
                }

                if (value == TcpProxyMode.Pass)
                {
                    _passes.TrySetResult();
                }
                else if (_passes.Task.IsCompleted)
                {
                    _passes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }
        }
    }

    /// <summary>Cuts the connections there are; new ones are as <see cref="Mode"/> says.</summary>
    public void Cut()
    {
        foreach (Socket socket in _open.Keys)
        {
            Close(socket);
        }
    }

    public void Dispose()
    {
        Mode = TcpProxyMode.Refuse;
        _end.Cancel();
        _end.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                Socket client = await listener.AcceptSocketAsync(_end.Token);
                Accepted++;
                _open[client] = true;
                _ = ServeAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _open[server] = true;
        client.NoDelay = true;
        try
        {
            await Gate();
            await server.ConnectAsync(_target, _end.Token);
            await Task.WhenAll(PumpAsync(client, server, () => DelayToServer), PumpAsync(server, client, () => DelayToClient));
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut, or the server is not there.
        }
        finally
        {
            Close(client);
            Close(server);
        }
    }

    // Two halves, so that a delay is the same for each byte however many are on their way.
    private async Task PumpAsync(Socket from, Socket to, Func<TimeSpan> delay)
    {
        var onTheWay = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        Task writing = WriteAsync(onTheWay.Reader, to);
        try
        {
            byte[] buffer = new byte[Chunk];
            int read;
            while ((read = await from.ReceiveAsync(buffer, _end.Token)) > 0)
            {
                onTheWay.Writer.TryWrite((Environment.TickCount64 + (long)delay().TotalMilliseconds, buffer[..read]));
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A connection that breaks on one side breaks on the other.
            Close(to);
        }

        onTheWay.Writer.Complete();
        await writing;
    }

    private async Task WriteAsync(ChannelReader<(long Due, byte[] Bytes)> onTheWay, Socket to)
    {
        await foreach ((long due, byte[] bytes) in onTheWay.ReadAllAsync(_end.Token))
        {
            if (due - Environment.TickCount64 is > 0 and long left)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(left), _end.Token);
            }

            await Gate();
            for (int sent = 0; sent < bytes.Length;)
            {
                sent += await to.SendAsync(bytes.AsMemory(sent), _end.Token);
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private Task Gate()
    {
        lock (_switching)
        {
            return _passes.Task.WaitAsync(_end.Token);
        }
    }

    private void Close(Socket socket)
    {
        _open.TryRemove(socket, out _);
        // Not a farewell but a reset.
        socket.Close(0);
    }
}
