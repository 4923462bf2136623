using System.Collections.Concurrent;

namespace MailingList.Milter.Tests.Support;

/// <summary>Keeps what an admin would be told.</summary>
internal sealed class RecordingLog : IMilterLog
{
    internal ConcurrentQueue<string> Debugs { get; } = [];

    internal ConcurrentQueue<(string Text, Exception? Exception)> Warnings { get; } = [];

    public void Debug(string text) => Debugs.Enqueue(text);

    public void Warning(string text, Exception? exception = null) => Warnings.Enqueue((text, exception));
}
