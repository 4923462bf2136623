namespace MailingList.Milter.Sockets;

/// <summary>The sessions of a server, and the clock that looks at them every second, as long as there are any.</summary>
internal sealed class SessionRegistry : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();

    private readonly HashSet<SocketSession> _sessions = [];

    private readonly int _most;

    private readonly ITimer _timer;

    internal SessionRegistry(MilterServerOptions options)
    {
        _most = options.Limits.Sessions;
        _timer = options.Time.CreateTimer(_ => ForEach(session => session.EndIfOverdue()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _sessions.Count;
            }
        }
    }

    /// <summary>Adds a session and lets it run.</summary>
    /// <returns>False when there are too many.</returns>
    internal bool TryRun(SocketSession session)
    {
        lock (_lock)
        {
            if (_sessions.Count >= _most)
            {
                return false;
            }

            _sessions.Add(session);
            if (_sessions.Count == 1)
            {
                _timer.Change(Interval, Interval);
            }

            session.Completion = Task.Run(() => RunAsync(session));
            return true;
        }
    }

    internal void ForEach(Action<SocketSession> what)
    {
        foreach (SocketSession session in All())
        {
            what(session);
        }
    }

    /// <summary>When all have ended that are there now.</summary>
    internal Task Completion() => Task.WhenAll(All().Select(session => session.Completion));

    public void Dispose() => _timer.Dispose();

    private async Task RunAsync(SocketSession session)
    {
        await session.RunAsync();
        lock (_lock)
        {
            _sessions.Remove(session);
            if (_sessions.Count == 0)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private SocketSession[] All()
    {
        lock (_lock)
        {
            return [.. _sessions];
        }
    }
}
