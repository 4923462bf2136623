using System.Net.Sockets;

using MailingList.Milter.Negotiation;
using MailingList.Milter.Sessions;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Sockets;

/// <summary>A conversation on its socket: the loop that receives, lets answer, and sends. While it waits for the MTA it holds no buffer.</summary>
internal sealed partial class SocketSession : IDisposable
{
    private readonly Socket _socket;

    private readonly MilterServerOptions _options;

    private readonly Func<bool> _isStopping;

    private readonly FrameBuffer _incoming;

    private readonly Conversation _conversation;

    // The wait for the rest of a packet that has begun to come.
    private long? _packet;

    internal SocketSession(Socket socket, IMilter application, MilterNeeds needs, MilterServerOptions options, Func<bool> isStopping)
    {
        _socket = socket;
        _options = options;
        _isStopping = isStopping;
        _incoming = new FrameBuffer(options.Limits.PacketBytes);
        _watch = new Watch(options.Time);
        _conversation = new Conversation(application, needs, options.Limits, options.Log, this);
    }

    public FrameWriter Replies { get; } = new();

    /// <summary>Serves the MTA until one of both has had enough. Nothing gets out of here.</summary>
    internal async Task RunAsync()
    {
        try
        {
            while (await TryReceiveAsync())
            {
                while (_incoming.TryRead(out Frame frame))
                {
                    _packet = null;
                    if (IsTooLateFor(frame.Code) || !await _conversation.TakeAsync(frame))
                    {
                        return;
                    }

                    await FlushAsync();
                }
            }
        }
        catch (DisconnectedException)
        {
            // Postfix hangs up without a word when its client was refused at CONNECT or HELO (3.7.11, measured).
        }
        catch (ProtocolException error)
        {
            _options.Log.Debug($"a peer that speaks no milter protocol: {error.Message}");
        }
        catch (Exception error)
        {
            _options.Log.Warning("a session has failed", error);
        }
        finally
        {
            _conversation.Close();
            Dispose();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _incoming.Dispose();
        Replies.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask FlushAsync()
    {
        long before = _watch.Current;
        try
        {
            for (ReadOnlyMemory<byte> rest = Replies.Written; !rest.IsEmpty;)
            {
                ThrowIfNot(_watch.TryBegin(WatchKind.Prompt, _options.Limits.PromptTime));
                rest = rest[await _socket.SendAsync(rest, SocketFlags.None)..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw new DisconnectedException(error);
        }

        Replies.Clear();
        ThrowIfNot(_watch.TryResume(before));
    }

    private async ValueTask<bool> TryReceiveAsync()
    {
        bool rests = Transitions.IsAtRest(_conversation.State);
        // In this order: whoever stops the server looks at sessions that rest after saying so.
        ThrowIfNot(TryWait(rests ? WatchKind.Rest : WatchKind.Command));
        if (rests && _isStopping())
        {
            return false;
        }

        try
        {
            if (_incoming.IsEmpty)
            {
                _incoming.Rest();
                await _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None);
            }

            int count = await _socket.ReceiveAsync(_incoming.Space(), SocketFlags.None);
            _incoming.Received(count);
            ThrowIfNot(_watch.TryBegin(WatchKind.Nothing, TimeSpan.Zero));
            return count > 0;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw new DisconnectedException(error);
        }
    }

    // An MTA may think about its next packet for long, but not in the middle of one: that takes memory, however little comes at a time.
    private bool TryWait(WatchKind kind)
    {
        if (_packet is { } begun)
        {
            return _watch.TryResume(begun);
        }

        bool isPrompt = !_incoming.IsEmpty || _conversation.State == SessionState.Fresh;
        bool isGood = _watch.TryBegin(kind, isPrompt ? _options.Limits.PromptTime : _options.Limits.IdleTime);
        _packet = _incoming.IsEmpty ? null : _watch.Current;
        return isGood;
    }

    // A server that stops lets messages end, and begins none.
    private bool IsTooLateFor(CommandCode command) => command == CommandCode.Mail && _isStopping();

    private static void ThrowIfNot(bool isGood)
    {
        if (!isGood)
        {
            throw new DisconnectedException(null);
        }
    }
}
