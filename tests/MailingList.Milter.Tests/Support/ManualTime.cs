namespace MailingList.Milter.Tests.Support;

/// <summary>A clock that goes when a test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();

    private readonly List<ManualTimer> _timers = [];

    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _now.Ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>So much time goes by, second by second.</summary>
    internal void Advance(TimeSpan by)
    {
        for (TimeSpan end = Now() + by; Now() < end;)
        {
            ManualTimer[] due;
            lock (_lock)
            {
                _now += TimeSpan.FromSeconds(1);
                due = [.. _timers.Where(timer => timer.IsDue(_now))];
            }

            Array.ForEach(due, timer => timer.Fire());
        }
    }

    /// <summary>Time goes by until something has happened.</summary>
    internal async Task AdvanceUntilAsync(Func<bool> hasHappened, TimeSpan step)
    {
        for (DateTime limit = DateTime.UtcNow + MtaClient.Patience; !hasHappened(); await Task.Yield())
        {
            Assert.True(DateTime.UtcNow < limit, "time went by in vain");
            Advance(step);
        }
    }

    private TimeSpan Now() => TimeSpan.FromTicks(GetTimestamp());

    private sealed class ManualTimer(ManualTime time, Action callback) : ITimer
    {
        private TimeSpan _due;

        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    (_due, _period) = (time._now + dueTime, period);
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        internal bool IsDue(TimeSpan now) => _due <= now;

        internal void Fire()
        {
            Change(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan, _period);
            callback();
        }
    }
}
