using MailingList.Core.Failures;
using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>
/// Tells that one process works on something by a byte range lock on a file beside the database, one byte a thing: the kernel takes it away
/// when the process dies, however it dies, and there is nothing to clean up. A process needs no more than one of these and must have no
/// more: as soon as it closes the file, the kernel takes all of its locks away, also those made by another opening of it (fcntl(2)).
/// </summary>
/// <param name="path">The path of the file that is locked; it stays empty.</param>
public sealed class JournalLock(string path)
{
    private readonly HashSet<long> _held = [];
    private FileStream? _file;

    /// <summary>Holds something for this process alone until it is disposed of.</summary>
    /// <param name="identity">What tells it apart from all else.</param>
    /// <param name="busy">What to say when somebody has it.</param>
    /// <exception cref="Failure">Another process has it, or this one.</exception>
    public IDisposable Hold(string identity, string busy)
    {
        // Two that fall on one byte would only wait for each other; 60 bits of a cryptographic hash make that rare.
        long at = (long)(RecordHash.Wide(identity) >> 4);
        // The kernel keeps only other processes out.
        if (_held.Contains(at))
        {
            throw Failure.Temporary(busy);
        }

        _file ??= new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            _file.Lock(at, 1);
        }
        catch (IOException taken)
        {
            CloseUnlessHeld();
            throw Failure.Temporary(busy, taken);
        }

        _held.Add(at);
        return new Held(this, at);
    }

    private void Release(long at)
    {
        if (_held.Remove(at))
        {
            _file!.Unlock(at, 1);
            CloseUnlessHeld();
        }
    }

    private void CloseUnlessHeld()
    {
        if (_held.Count == 0)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private sealed class Held(JournalLock journal, long at) : IDisposable
    {
        public void Dispose() => journal.Release(at);
    }
}
