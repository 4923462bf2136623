using System.Globalization;

using MailingList.Core.Failures;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

/// <summary>What the kernel knows of the locks, for that is what other processes see.</summary>
public sealed class JournalLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JournalLock _lock;

    public JournalLockTests() => _lock = new JournalLock(Path.Combine(_folder.Path, "journal.lock"));

    public void Dispose() => _folder.Dispose();

    private IDisposable Hold(string identity) => _lock.Hold(identity, "busy");

    // proc(5): a line for each lock, with the process, and the first and the last byte.
    private static bool IsLocked(string identity)
    {
        string at = (RecordHash.Wide(identity) >> 4).ToString(CultureInfo.InvariantCulture);
        return File.ReadLines("/proc/locks").Any(line =>
            line.Contains("POSIX", StringComparison.Ordinal)
            && line.Contains($" {Environment.ProcessId} ", StringComparison.Ordinal)
            && line.EndsWith($" {at} {at}", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_held_is_locked_until_it_is_let_go()
    {
        Assert.False(IsLocked("a"));
        using (Hold("a"))
        {
            Assert.True(IsLocked("a"));
            Assert.False(IsLocked("b"));
        }

        Assert.False(IsLocked("a"));
    }

    [Fact]
    public void What_is_held_stays_locked_when_something_else_is_let_go_or_refused()
    {
        using IDisposable a = Hold("a");
        Hold("b").Dispose();
        Assert.Throws<Failure>(() => Hold("a"));

        Assert.True(IsLocked("a"));
        Assert.False(IsLocked("b"));
    }

    [Fact]
    public void What_is_let_go_in_the_middle_leaves_the_others()
    {
        IDisposable a = Hold("a");
        IDisposable b = Hold("b");
        a.Dispose();
        Assert.Equal((false, true), (IsLocked("a"), IsLocked("b")));

        b.Dispose();
        using IDisposable again = Hold("a");
        Assert.Equal((true, false), (IsLocked("a"), IsLocked("b")));
    }
}
