namespace MailingList.Core.Records;

/// <summary>
/// A hybrid logical clock: every stamp is later than the one before and than any that was <see cref="Witness"/>ed, so a clock that is
/// set back, or another host whose clock is ahead, cannot make a new change look older than what it changes.
/// </summary>
/// <param name="time">The wall clock.</param>
/// <param name="host">The name of this host in stamps.</param>
public sealed class HybridClock(TimeProvider time, string host)
{
    private long _milliseconds;
    private ushort _counter;

    /// <summary>The last stamp given out or witnessed; its host is this one.</summary>
    public Stamp Last => new(_milliseconds, _counter, host);

    /// <summary>Takes notice of a stamp made elsewhere, or before this process began.</summary>
    public void Witness(Stamp stamp)
    {
        if ((stamp.Milliseconds, stamp.Counter).CompareTo((_milliseconds, _counter)) > 0)
        {
            (_milliseconds, _counter) = (stamp.Milliseconds, stamp.Counter);
        }
    }

    /// <summary>A stamp for a change that is made now.</summary>
    public Stamp Next()
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (now > _milliseconds)
        {
            (_milliseconds, _counter) = (now, 0);
        }
        else if (_counter < ushort.MaxValue)
        {
            _counter++;
        }
        else
        {
            (_milliseconds, _counter) = (_milliseconds + 1, 0);
        }

        return Last;
    }
}
