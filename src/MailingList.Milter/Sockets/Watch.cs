namespace MailingList.Milter.Sockets;

/// <summary>
/// What a session waits for, and until when: one number, so that whoever looks at it from outside can say "too late" without a lock, and the session
/// knows that it was said.
/// </summary>
internal sealed class Watch(TimeProvider time)
{
    private const int KindBits = 3;

    private const long KindMask = (1 << KindBits) - 1;

    private long _state;

    /// <summary>All of it, to compare with and to come back to.</summary>
    internal long Current => Interlocked.Read(ref _state);

    internal static WatchKind KindOf(long state) => (WatchKind)(state & KindMask);

    /// <summary>Begins to wait.</summary>
    /// <returns>False when all was called off: then there is nothing to wait for.</returns>
    internal bool TryBegin(WatchKind kind, TimeSpan limit) =>
        TryResume(((Now() + (long)limit.TotalMilliseconds) << KindBits) | (long)kind);

    /// <summary>Comes back to an earlier wait.</summary>
    /// <inheritdoc cref="TryBegin" path="/returns"/>
    internal bool TryResume(long earlier)
    {
        while (true)
        {
            long before = Current;
            if (KindOf(before) == WatchKind.CalledOff)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _state, earlier, before) == before)
            {
                return true;
            }
        }
    }

    /// <summary>Whether it has taken too long.</summary>
    internal bool IsOverdue(long state) =>
        KindOf(state) is WatchKind.Rest or WatchKind.Command or WatchKind.Prompt or WatchKind.Application && state >> KindBits < Now();

    /// <summary>Says something about a wait from outside.</summary>
    /// <returns>False when the session waits for something else by now.</returns>
    internal bool TryChange(long seen, WatchKind kind) => Interlocked.CompareExchange(ref _state, (long)kind, seen) == seen;

    private long Now() => (long)time.GetElapsedTime(0).TotalMilliseconds;
}
