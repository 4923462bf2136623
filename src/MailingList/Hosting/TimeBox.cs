using System.Runtime.InteropServices;

using MailingList.Core.Failures;

namespace MailingList.Hosting;

/// <summary>
/// Ends a process that takes too long, whatever it hangs in, before the MTA does, and one that is told to end: Postfix bounces the mail on its
/// own time limit, and Exim keeps it frozen when a signal ends us, but both try again when we say 75. The journal carries on at the next try.
/// </summary>
internal sealed partial class TimeBox : IDisposable
{
    private static readonly PosixSignal[] Endings = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP];

    // What an orderly end may take once everything that we wait for has been told to end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _orderly;
    private readonly Timer _last;
    private readonly PosixSignalRegistration[] _told;
    private volatile string _line;

    /// <summary>Begins to run.</summary>
    /// <param name="length">How long the process may take.</param>
    /// <param name="line">The line for the MTA, where nothing else can be said any more.</param>
    /// <param name="toldLine">The same where it was told to end before.</param>
    internal TimeBox(TimeSpan length, string line, string toldLine)
    {
        _line = line;
        _orderly = new CancellationTokenSource(length);
        _last = new Timer(_ => End(_line), null, length + Grace, Timeout.InfiniteTimeSpan);
        _told = Array.ConvertAll(Endings, signal => PosixSignalRegistration.Create(signal, context => BeTold(context, toldLine)));
    }

    /// <summary>Is cancelled when the time is up.</summary>
    internal CancellationToken Token => _orderly.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        // First: they use the others.
        Array.ForEach(_told, registration => registration.Dispose());
        _last.Dispose();
        _orderly.Dispose();
    }

    private void BeTold(PosixSignalContext context, string line)
    {
        context.Cancel = true; // the runtime would end the process
        _line = line;
        try
        {
            _ = _last.Change(Grace, Timeout.InfiniteTimeSpan);
            _orderly.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // All is done, and the process ends by itself.
        }
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
