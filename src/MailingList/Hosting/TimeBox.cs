using System.Runtime.InteropServices;

using MailingList.Core.Failures;

namespace MailingList.Hosting;

/// <summary>
/// Ends a process that takes too long, whatever it hangs in, before the MTA does: Postfix bounces the mail on its own time limit, but
/// keeps it when we say 75. The journal carries on at the next try.
/// </summary>
internal sealed partial class TimeBox : IDisposable
{
    // What an orderly end may take once everything that we wait for has been told to end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _orderly;
    private readonly Timer _last;

    /// <summary>Begins to run.</summary>
    /// <param name="length">How long the process may take.</param>
    /// <param name="line">The line for the MTA, where nothing else can be said any more.</param>
    internal TimeBox(TimeSpan length, string line)
    {
        _orderly = new CancellationTokenSource(length);
        _last = new Timer(_ => End(line), null, length + Grace, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Is cancelled when the time is up.</summary>
    internal CancellationToken Token => _orderly.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _last.Dispose();
        _orderly.Dispose();
    }

    private static void End(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
        // Not Environment.Exit, which waits for the thread that hangs.
        ExitAtOnce(ExitCodes.Temporary);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitAtOnce(int code);
}
