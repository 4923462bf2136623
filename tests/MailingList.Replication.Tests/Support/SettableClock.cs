namespace MailingList.Replication.Tests.Support;

/// <summary>A wall clock that stands where a test puts it.</summary>
internal sealed class SettableClock : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
