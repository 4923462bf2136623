namespace MailingList.Milter.Sockets;

/// <summary>A log that fails has nowhere to say so, and must not take a session, or the process, with it.</summary>
internal sealed class GuardedLog(IMilterLog log) : IMilterLog
{
    public void Debug(string text) => Try(() => log.Debug(text));

    public void Warning(string text, Exception? exception = null) => Try(() => log.Warning(text, exception));

    private static void Try(Action what)
    {
        try
        {
            what();
        }
        catch (Exception)
        {
            // Mail goes on.
        }
    }
}
