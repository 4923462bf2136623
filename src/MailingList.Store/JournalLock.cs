using MailingList.Core.Failures;
using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>
/// Tells that one process works on something by a byte range lock on a file beside the database, one byte a thing: the kernel takes it away
/// when the process dies, however it dies, and there is nothing to clean up. A process has one of these: the kernel takes all its locks on
/// a file away when it closes the file once (fcntl(2)).
/// </summary>
/// <param name="path">The path of the file that is locked; it stays empty.</param>
public sealed class JournalLock(string path)
{
    private readonly HashSet<long> _held = [];
    private FileStream? _file;

    /// <summary>Holds something for this process alone until it is disposed of.</summary>
    /// <param name="identity">What tells it apart from all else.</param>
    /// <param name="busy">What to say when another process has it.</param>
    /// <exception cref="Failure">Another process has it, or this one.</exception>
    internal IDisposable Hold(string identity, string busy)
    {
        // Two that fall on one byte would only wait for each other; 60 bits of a cryptographic hash make that rare.
        long at = (long)(RecordHash.Wide(identity) >> 4);
        _file ??= new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            // The kernel keeps only others out.
            if (!_held.Contains(at))
            {
                _file.Lock(at, 1);
                return new Held(this, at);
            }
        }
        catch (IOException taken)
        {
            Close();
            throw Failure.Temporary(busy, taken);
        }

        throw Failure.Temporary(busy);
    }

    private void Close()
    {
        if (_held.Count == 0)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private sealed class Held : IDisposable
    {
        private readonly JournalLock _journal;
        private readonly long _at;

        internal Held(JournalLock journal, long at)
        {
            (_journal, _at) = (journal, at);
            journal._held.Add(at);
        }

        public void Dispose()
        {
            if (_journal._held.Remove(_at))
            {
                _journal._file!.Unlock(_at, 1);
                _journal.Close();
            }
        }
    }
}
