using System.Net;
using System.Net.Sockets;

using MailingList.Milter.Negotiation;
using MailingList.Milter.Sockets;

namespace MailingList.Milter;

/// <summary>Serves an application to MTAs, on one address.</summary>
public sealed class MilterServer : IAsyncDisposable
{
    // When there are no file descriptors left, another try at once would be in vain.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IMilter _application;

    private readonly MilterNeeds _needs;

    private readonly MilterServerOptions _options;

    private readonly Socket _listener;

    private readonly SessionRegistry _sessions;

    private readonly CancellationTokenSource _stopping = new();

    private readonly Task _accepting;

    private bool _isFull;

    private MilterServer(IMilter application, MilterServerOptions options, Socket listener)
    {
        _application = application;
        _needs = application.Needs;
        _options = options;
        _listener = listener;
        _sessions = new SessionRegistry(options);
        Address = listener.LocalEndPoint is IPEndPoint internet ? MilterAddress.Of(internet) : options.Address;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens; with a port where it was asked for 0.</summary>
    public MilterAddress Address { get; }

    /// <summary>How many sessions there are.</summary>
    public int Sessions => _sessions.Count;

    /// <summary>Listens, and serves from now on.</summary>
    /// <exception cref="IOException">It cannot listen there; the message says why.</exception>
    public static MilterServer Start(IMilter application, MilterServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(options);
        return new MilterServer(application, options with { Log = new GuardedLog(options.Log) }, Listener.Open(options.Address, options.SocketMode, options.SocketGroup));
    }

    /// <summary>
    /// Stops: nobody comes in any more, sessions between two messages end at once, and those in a message with the last word on it.
    /// </summary>
    /// <param name="limit">After that time the rest is cut off, and calls of the application are cancelled. The MTA refuses these messages for now.</param>
    /// <returns>When all sessions have ended. A call of the application that does not heed its token is waited for.</returns>
    public async Task StopAsync(TimeSpan limit)
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _sessions.ForEach(session => session.EndIfAtRest());
        Task all = _sessions.Completion();
        try
        {
            await all.WaitAsync(limit, _options.Time);
        }
        catch (TimeoutException)
        {
            int cut = 0;
            _sessions.ForEach(session => cut += session.CutOff() ? 1 : 0);
            if (cut > 0)
            {
                _options.Log.Warning($"{cut} sessions at {Address} had to be cut off: the MTA tries their messages again");
            }

            await all;
        }

        _sessions.Dispose();
    }

    /// <summary>Stops at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        // Not _stopping: to stop twice is no mistake.
    }

    private bool IsStopping() => _stopping.IsCancellationRequested;

    private async Task AcceptAsync()
    {
        while (!IsStopping())
        {
            try
            {
                Begin(await _listener.AcceptAsync(_stopping.Token));
            }
            catch (Exception error) when (IsStopping() && error is OperationCanceledException or SocketException)
            {
                return;
            }
            catch (SocketException error)
            {
                _options.Log.Warning($"nobody can be let in at {Address} now", error);
                await Task.Delay(Pause, _options.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Begin(Socket socket)
    {
        var session = new SocketSession(socket, _application, _needs, _options, IsStopping);
        bool isRunning = _sessions.TryRun(session);
        if (!isRunning)
        {
            session.Dispose();
            if (!_isFull)
            {
                _options.Log.Warning($"{_options.Limits.Sessions} sessions are open at {Address}: others are hung up on");
            }
        }

        _isFull = !isRunning;
    }
}
