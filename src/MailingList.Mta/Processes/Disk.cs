using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace MailingList.Mta.Processes;

/// <summary>What .NET cannot do with files: names that are gone at once or never were, and folders that are flushed.</summary>
public static class Disk
{
    /// <summary>
    /// A file without a name, for what must not be in memory and must not outlive this process.
    /// </summary>
    /// <param name="folder">On whose file system it lies.</param>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    public static FileStream OpenNameless(string folder)
    {
        string path = Path.Combine(folder, Path.GetRandomFileName());
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            BufferSize = 0,
        });
        File.Delete(path);
        return file;
    }

    /// <summary>A file in memory, for a few words: making one on the disk would be one more thing that the journal's next write waits for.</summary>
    /// <exception cref="IOException">There is none to be had.</exception>
    public static FileStream OpenInMemory()
    {
        const uint CloseOnExec = 1;
        int file = Posix.OpenInMemory("output", CloseOnExec);
        return file >= 0
            ? new FileStream(new SafeFileHandle(file, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0)
            : throw new IOException($"no file in memory: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Waits until a folder's entries are on the disk: a file that was renamed there is otherwise lost with the power.</summary>
    /// <exception cref="IOException">It cannot be done.</exception>
    public static void Flush(string folder)
    {
        const int ReadOnly = 0;
        int file = Posix.Open(folder, ReadOnly);
        try
        {
            if (file < 0 || Posix.Flush(file) != 0)
            {
                throw new IOException($"{folder} cannot be flushed: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
        finally
        {
            if (file >= 0)
            {
                _ = Posix.Close(file);
            }
        }
    }
}
