namespace MailingList.Store.Tests.Support;

/// <summary>A wall clock that stands where a test puts it, or moves on each time that somebody looks.</summary>
internal sealed class FixedClock : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero);

    internal TimeSpan Step { get; set; }

    public override DateTimeOffset GetUtcNow()
    {
        DateTimeOffset now = Now;
        Now += Step;
        return now;
    }
}
