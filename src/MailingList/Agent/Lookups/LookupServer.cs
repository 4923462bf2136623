using System.Buffers;
using System.Collections.Concurrent;
using System.Net.Sockets;

using MailingList.Milter.Sockets;
using MailingList.Mta.Lookups;

using Serilog.Core;

namespace MailingList.Agent.Lookups;

/// <summary>Answers the questions of MTAs on a socket, for any number of connections, each with any number of questions.</summary>
internal sealed class LookupServer : IAsyncDisposable
{
    // Each process of smtpd(8) and trivial-rewrite(8) needs one.
    private const int MostConnections = 4096;

    // For what is around a question, and to read what is not kept.
    private const int Room = 4096;

    // Postfix asks again within max_idle, 100 seconds; who comes later connects anew.
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    // Who asks has all of the question there, and waits for the answer; who trickles it would keep what it takes.
    private static readonly TimeSpan Question = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly LookupProtocol _protocol;
    private readonly Socket _listener;
    private readonly Logger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = [];
    private readonly Task _accepting;
    private bool _isFull;

    private LookupServer(LookupProtocol protocol, Socket listener, Logger log)
    {
        (_protocol, _listener, _log) = (protocol, listener, log);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Listens, and serves from now on.</summary>
    /// <exception cref="IOException">It cannot listen there; the message says why.</exception>
    internal static LookupServer Start(LookupProtocol protocol, MilterAddress address, UnixFileMode mode, string? group, Logger log) =>
        new(protocol, Listener.Open(address, mode, group), log);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        await Task.WhenAll(_connections.Keys).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Begin(await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException error)
            {
                _log.Warning("nobody can be let in to the lookups now: {Reason:l}", error.Message);
                await Task.Delay(Pause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Begin(Socket socket)
    {
        bool wasFull = _isFull;
        _isFull = _connections.Count >= MostConnections;
        if (_isFull)
        {
            socket.Dispose();
            if (!wasFull)
            {
                _log.Warning("{Connections} lookup connections are open: others are hung up on", MostConnections);
            }

            return;
        }

        Task connection = Task.Run(() => ServeAsync(socket));
        _connections.TryAdd(connection, 0);
        _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket socket)
    {
        using Socket mine = socket;
        byte[] buffer = new byte[LookupProtocol.Longest + Room];
        var answer = new ArrayBufferWriter<byte>(256);
        int length = 0;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        limit.CancelAfter(Idle);
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                bool isFirst = length == 0;
                int read = await socket.ReceiveAsync(buffer.AsMemory(length), limit.Token).ConfigureAwait(false);
                length += read;
                int taken = AnswerAll(buffer.AsSpan(0, length), isEnd: read == 0, answer);
                if (answer.WrittenCount > 0)
                {
                    await SendAsync(socket, answer.WrittenMemory, limit.Token).ConfigureAwait(false);
                    answer.ResetWrittenCount();
                }

                // A line is asked once: who asks reads to the end. And nobody knows where the next question begins behind one that is none.
                if (taken < 0 || read == 0)
                {
                    return;
                }

                buffer.AsSpan(taken, length - taken).CopyTo(buffer);
                length -= taken;
                if (length == 0)
                {
                    limit.CancelAfter(Idle);
                }
                else if (isFirst || taken > 0)
                {
                    limit.CancelAfter(Question);
                }

                if (length == buffer.Length)
                {
                    // Who asks about a message writes all of it before they read: what is more than anybody looks at is dropped, and they are answered.
                    (buffer, length) = length > LookupProtocol.LongestMessage ? (buffer, length - Room) : (Larger(buffer), length);
                }
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // They are gone, or silent for too long, or we stop: there is nobody to tell.
            _log.Debug("a lookup connection ended: {Reason:l}", error.Message);
        }
        catch (Exception error)
        {
            // A bug. An MTA takes a connection that ends without an answer for a temporary failure.
            _log.Error(error, "a lookup could not be answered");
        }
    }

    // How many bytes of questions were answered; below 0: hang up.
    private int AnswerAll(ReadOnlySpan<byte> input, bool isEnd, ArrayBufferWriter<byte> answer)
    {
        int taken = 0;
        while (taken < input.Length)
        {
            int more = _protocol.Answer(input[taken..], isEnd, answer, out bool isLast);
            if (more < 0 || isLast)
            {
                return -1;
            }

            if (more == 0)
            {
                break;
            }

            taken += more;
        }

        return taken;
    }

    private static byte[] Larger(byte[] buffer)
    {
        Array.Resize(ref buffer, Math.Min(2 * buffer.Length, LookupProtocol.LongestMessage + (2 * Room)));
        return buffer;
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken limit)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes[sent..], limit).ConfigureAwait(false);
        }
    }
}
