using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

using MailingList.Mta.Processes;

namespace MailingList.Benchmarks.Support;

/// <summary>
/// This program called as <c>meter INPUT OUTPUT PROGRAM ARGUMENT…</c>: runs one program as `deliver` runs sendmail, and says how long
/// that took, how much of the processor and how much memory it needed, with all that it started. A process of its own, because it stands where the program shall run (in a mount namespace,
/// as another user), so that going there is not in the figures.
/// </summary>
internal static unsafe partial class Meter
{
    internal const string Name = "meter";

    private const int Children = -1; // RUSAGE_CHILDREN
    private const int LongsOfUsage = 18; // struct rusage, Linux, 64 bits
    private const int PeakAt = 4; // behind two struct timeval: ru_maxrss, in KiB
    private const int MicrosecondsInSecond = 1_000_000;

    /// <summary>Runs it; prints exit code, microseconds, those of the processor, KiB, and when it was started by the clock that all processes share.</summary>
    internal static int Run(string inputPath, string outputPath, string program, string[] arguments)
    {
        string[] environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"];
        using FileStream input = File.OpenRead(inputPath);
        using var output = new FileStream(outputPath, FileMode.Open, FileAccess.Write); // made before, by somebody who may
        // The first child finds pages of ours cold; it is not the one that counts.
        _ = ChildProcess.Run("/bin/true", [], environment, input.SafeFileHandle, output.SafeFileHandle, CancellationToken.None);

        long before = Processor(Usage());
        long started = Stopwatch.GetTimestamp();
        (ExitStatus status, _) = ChildProcess.Run(program, arguments, environment, input.SafeFileHandle, output.SafeFileHandle, CancellationToken.None);
        double microseconds = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        long[] usage = Usage();
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{status.Code ?? -status.Signal} {microseconds:0} {Processor(usage) - before} {usage[PeakAt]} {started}"));
        return 0;
    }

    // Of the peak the kernel counts in what was mapped before exec(2), that is this process's own: a program that needs less seems to
    // need as much. All that is measured here needs more.
    private static long[] Usage()
    {
        long[] usage = new long[LongsOfUsage];
        fixed (long* into = usage)
        {
            return GetUsage(Children, into) == 0 ? usage : throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    // In the program itself and in the kernel for it, each as seconds and microseconds.
    private static long Processor(long[] usage) => ((usage[0] + usage[2]) * MicrosecondsInSecond) + usage[1] + usage[3];

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, long* usage);
}
