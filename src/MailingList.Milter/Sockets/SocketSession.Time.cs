using MailingList.Milter.Sessions;

namespace MailingList.Milter.Sockets;

/// <content>What others may say to it, from their own threads, and what it says of its time.</content>
internal sealed partial class SocketSession : IConversationWire
{
    private readonly Watch _watch;

    // Never disposed of: it has no timer, and whoever looks at the clock may still want to cancel it.
    private CancellationTokenSource _calls = new();

    /// <summary>Its end.</summary>
    internal Task Completion { get; set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public CancellationToken BeginCall() =>
        _watch.TryBegin(WatchKind.Application, _options.Limits.AnswerTime) ? _calls.Token : new CancellationToken(canceled: true);

    /// <inheritdoc/>
    public void ProlongCall()
    {
        if (Watch.KindOf(_watch.Current) == WatchKind.Application)
        {
            _watch.TryBegin(WatchKind.Application, _options.Limits.AnswerTime);
        }
    }

    /// <inheritdoc/>
    public void EndCall()
    {
        if (_calls.IsCancellationRequested || Watch.KindOf(_watch.Current) == WatchKind.Overdue)
        {
            _calls = new CancellationTokenSource();
        }

        _watch.TryBegin(WatchKind.Nothing, TimeSpan.Zero);
    }

    /// <summary>Ends what takes too long: an MTA that is silent or does not read, or a call of the application.</summary>
    internal void EndIfOverdue()
    {
        long seen = _watch.Current;
        if (!_watch.IsOverdue(seen))
        {
            return;
        }

        CancellationTokenSource calls = _calls;
        if (Watch.KindOf(seen) != WatchKind.Application)
        {
            if (EndIfStill(seen))
            {
                _options.Log.Debug($"a session has ended: waited in vain for {Watch.KindOf(seen)}");
            }
        }
        else if (_watch.TryChange(seen, WatchKind.Overdue))
        {
            _ = calls.CancelAsync();
        }
    }

    /// <summary>Ends it, if nothing is owed to the MTA.</summary>
    internal void EndIfAtRest()
    {
        long seen = _watch.Current;
        if (Watch.KindOf(seen) == WatchKind.Rest)
        {
            EndIfStill(seen);
        }
    }

    /// <summary>Ends it, whatever it does.</summary>
    /// <returns>False when it had been ended before.</returns>
    internal bool CutOff()
    {
        long seen = _watch.Current;
        while (Watch.KindOf(seen) != WatchKind.CalledOff && !EndIfStill(seen))
        {
            seen = _watch.Current;
        }

        _ = _calls.CancelAsync();
        return Watch.KindOf(seen) != WatchKind.CalledOff;
    }

    private bool EndIfStill(long seen)
    {
        if (!_watch.TryChange(seen, WatchKind.CalledOff))
        {
            return false;
        }

        _socket.Dispose();
        return true;
    }
}
