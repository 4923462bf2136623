using MailingList.Core.Failures;

namespace MailingList.Sharing;

/// <summary>A file that the agent holds locked: the kernel lets go of it when the agent dies, however it dies.</summary>
internal sealed class AgentLock : IDisposable
{
    // Whoever asks whether it is held holds it for a moment.
    private const int Tries = 20;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private AgentLock(FileStream file) => _file = file;

    /// <summary>Whether an agent runs on this host.</summary>
    internal static bool IsHeld(string path)
    {
        using AgentLock? free = TryTake(path);
        return free is null;
    }

    /// <summary>Becomes the agent of this host.</summary>
    /// <exception cref="Failure">There is one already.</exception>
    internal static AgentLock Take(string path)
    {
        for (int i = 0; i < Tries; i++)
        {
            if (TryTake(path) is { } theLock)
            {
                return theLock;
            }

            Thread.Sleep(BetweenTries);
        }

        throw Failure.Usage("an agent runs on this host already");
    }

    private static AgentLock? TryTake(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            file.Lock(0, 1);
            return new AgentLock(file);
        }
        catch (IOException)
        {
            file.Dispose();
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
