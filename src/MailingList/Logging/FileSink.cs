using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

using Microsoft.Win32.SafeHandles;

using Serilog.Core;
using Serilog.Events;

namespace MailingList.Logging;

/// <summary>
/// Appends events to a file that many processes write at once: opened with O_APPEND, one write(2) a line, so no line is torn or
/// overwritten. (.NET's own append mode seeks once and then writes at offsets of its own; Serilog's file sink locks other processes out.)
/// </summary>
internal sealed partial class FileSink : ILogEventSink, IDisposable
{
    private const int WriteOnly = 0x1;
    private const int Create = 0x40;
    private const int Append = 0x400;
    private const int CloseOnExec = 0x80000;
    private const int OwnerAndGroup = 0x1A0; // rw-r-----

    private readonly SafeFileHandle _file;

    internal FileSink(string path)
    {
        _file = new SafeFileHandle(Open(path, WriteOnly | Create | Append | CloseOnExec, OwnerAndGroup), ownsHandle: true);
    }

    public void Emit(LogEvent logEvent)
    {
        if (_file.IsInvalid)
        {
            return;
        }

        string time = logEvent.Timestamp.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        byte[] line = Encoding.UTF8.GetBytes($"{time} {logEvent.Level,-11} [{Environment.ProcessId}] {LineFormat.Of(logEvent)}\n");
        try
        {
            RandomAccess.Write(_file, line, fileOffset: 0); // O_APPEND outweighs the offset (pwrite(2), Linux)
        }
        catch (IOException error)
        {
            // The disk is full: mail goes on without a log.
            Serilog.Debugging.SelfLog.WriteLine("log file: {0}", error.Message);
        }
    }

    public void Dispose() => _file.Dispose();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);
}
