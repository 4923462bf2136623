namespace MailingList.Core.Tests.Support;

/// <summary>A wall clock that stands where a test puts it.</summary>
internal sealed class FixedClock(long milliseconds) : TimeProvider
{
    internal long Milliseconds { get; set; } = milliseconds;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);
}
