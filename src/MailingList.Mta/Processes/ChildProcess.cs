using System.Runtime.InteropServices;

using MailingList.Core.Failures;

using Microsoft.Win32.SafeHandles;

namespace MailingList.Mta.Processes;

/// <summary>
/// Runs a program with a file as its standard input. System.Diagnostics.Process can only give it a pipe, and a pipe has a fault that
/// nothing can mend: when this process is killed while it writes, the pipe closes, sendmail(1) takes the end of the pipe for the end of
/// the message, and everybody of the batch gets half of it. A file is whole from the beginning.
/// </summary>
public static unsafe class ChildProcess
{
    private const short SetProcessGroup = 0x02;
    private const short SetDefaultSignals = 0x04;
    private const short SetSignalMask = 0x08;

    /// <summary>Runs a program and waits for its end.</summary>
    /// <param name="path">The program, by absolute path; no shell is involved.</param>
    /// <param name="arguments">Its arguments, without its name.</param>
    /// <param name="environment">Its whole environment, as <c>NAME=value</c>.</param>
    /// <param name="input">Its standard input, read from the beginning.</param>
    /// <param name="output">What takes its standard output and error.</param>
    /// <param name="cancellation">Kills it with all that it started.</param>
    /// <returns>How it ended, and how many bytes of its standard input it read.</returns>
    /// <exception cref="Failure">It could not be started.</exception>
    public static (ExitStatus Status, long Read) Run(
        string path,
        IReadOnlyCollection<string> arguments,
        IReadOnlyCollection<string> environment,
        SafeFileHandle input,
        SafeFileHandle output,
        CancellationToken cancellation)
    {
        int inputFile = (int)input.DangerousGetHandle();
        // The child moves the offset that we share with it; our own reads and writes name theirs.
        Check(path, Posix.Seek(inputFile, 0, Posix.SeekSet) == 0 ? 0 : Marshal.GetLastPInvokeError());

        int pid = Start(path, [path, .. arguments], environment, inputFile, (int)output.DangerousGetHandle());
        ExitStatus status = Wait(path, pid, cancellation);
        return (status, Posix.Seek(inputFile, 0, Posix.SeekCurrent));
    }

    private static int Start(
        string path, IReadOnlyCollection<string> arguments, IReadOnlyCollection<string> environment, int input, int output)
    {
        byte* actions = stackalloc byte[Posix.OpaqueSize];
        byte* attributes = stackalloc byte[Posix.OpaqueSize];
        byte* signals = stackalloc byte[Posix.OpaqueSize];
        using var name = new NativeStrings([path]);
        using var argv = new NativeStrings(arguments);
        using var envp = new NativeStrings(environment);

        Check(path, Posix.ActionsInit(actions));
        Check(path, Posix.ActionsAddDup2(actions, input, 0));
        Check(path, Posix.ActionsAddDup2(actions, output, 1));
        Check(path, Posix.ActionsAddDup2(actions, output, 2));

        // .NET ignores SIGPIPE, and a child inherits that; sendmail relies on the default. A group of its own lets us end all of it.
        Check(path, Posix.AttributesInit(attributes));
        Check(path, Posix.AttributesSetFlags(attributes, SetProcessGroup | SetDefaultSignals | SetSignalMask));
        Check(path, Posix.SignalsNone(signals));
        Check(path, Posix.AttributesSetSignalMask(attributes, signals));
        Check(path, Posix.SignalsAdd(signals, Posix.BrokenPipe));
        Check(path, Posix.AttributesSetDefaultSignals(attributes, signals));

        int error = Posix.Spawn(out int pid, name.Pointer[0], actions, attributes, argv.Pointer, envp.Pointer);
        _ = Posix.ActionsDestroy(actions);
        _ = Posix.AttributesDestroy(attributes);
        Check(path, error);
        return pid;
    }

    private static ExitStatus Wait(string path, int pid, CancellationToken cancellation)
    {
        int status;
        // Unregistering waits for a kill that is under way, so none goes to a number that is somebody else's by then: the child is a
        // zombie, and keeps its number, until the loop has ended.
        using (cancellation.Register(() => Posix.Signal(-pid, Posix.Kill)))
        {
            int reaped;
            while ((reaped = Posix.Wait(pid, out status, 0)) == Posix.NoChild && Marshal.GetLastPInvokeError() == Posix.Interrupted)
            {
            }

            Check(path, reaped == pid ? 0 : Marshal.GetLastPInvokeError());
        }

        return ExitStatus.FromWait(status);
    }

    private static void Check(string path, int error)
    {
        if (error != 0)
        {
            throw Failure.Temporary($"{path} cannot be run: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }
}
