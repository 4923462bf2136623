using System.Diagnostics;

using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>A real MTA of its own, in a mount namespace where it is the machine's, wired by what `mailinglist setup` prints, with a sink as the world outside.</summary>
internal abstract class Mta : IDisposable
{
    private Process? _process;

    /// <summary>Where it will lie; <see cref="Start"/> makes it run.</summary>
    private protected Mta(Sandbox sandbox, string name)
    {
        Folder = Path.Combine(sandbox.Folder, name);
        Port = Ports.Free();
        Sink = new SmtpSink(Path.Combine(sandbox.Folder, "sink"));
    }

    internal string Folder { get; }

    internal int Port { get; }

    internal SmtpSink Sink { get; }

    /// <summary>The end of its log, for a message about a test that failed.</summary>
    internal string Log => string.Join("\n", LogLines().Where(TellsMore).TakeLast(40));

    /// <summary>The process in whose mount namespace it is the machine's own.</summary>
    internal string Target => File.ReadAllText(Path.Combine(Folder, "ready")).Trim();

    /// <summary>Whether a process runs where this MTA is the machine's own.</summary>
    internal bool Runs(Process process) => Place($"{process.Id}") is { } place && place == Place(Target);

    /// <summary>Whether it has no message any more, delivered or not.</summary>
    internal abstract bool IsQueueEmpty { get; }

    private protected abstract string LogFile { get; }

    /// <summary>Waits until a line of its log has all these texts in it.</summary>
    internal void WaitForLog(params string[] texts) => Wait.Until(
        () => LogLines().Any(line => texts.All(text => line.Contains(text, StringComparison.Ordinal))), string.Join(" … ", texts), () => Log);

    /// <summary>Waits until it has said that a message waits for the next try, because the pipe said this.</summary>
    internal abstract void WaitForDeferral(string said);

    /// <summary>Waits until it has given a message to this recipient up, because the pipe said this.</summary>
    internal abstract void WaitForRefusal(string recipient, string said);

    /// <summary>What a bounce of this MTA says about the one recipient that it is about.</summary>
    internal abstract Bounce Read(Copy bounce);

    /// <summary>What an admin does after a process of the pipe was killed; does nothing where that is not needed, or not yet.</summary>
    internal abstract void Thaw();

    /// <summary>Makes the table of lists again, where lists live among mailboxes.</summary>
    internal abstract void MakeMap(Sandbox sandbox);

    /// <summary>Waits until that many messages are in the sink, and nothing is queued that could become another.</summary>
    internal IReadOnlyList<Copy> WaitForCopies(int count)
    {
        Wait.Until(() => Sink.Copies().Count >= count, $"{count} messages", () => Log);
        WaitUntilEmpty();
        IReadOnlyList<Copy> copies = Sink.Copies();
        Assert.True(copies.Count == count, $"{copies.Count} messages instead of {count}\n{Log}");
        return copies;
    }

    /// <summary>Sends a message that it must accept.</summary>
    internal void Send(string recipient, byte[] message, string sender = "author@example.net")
    {
        string answer = Smtp.Send(Port, sender, recipient, message);
        Assert.True(answer.StartsWith("250 ", StringComparison.Ordinal), $"{answer}\n{Log}");
    }

    /// <summary>Runs a command where this MTA is the machine's own.</summary>
    internal Result Run(params string[] command) => RunWith([], command);

    /// <summary>The same with something on standard input.</summary>
    internal Result RunWith(byte[] input, params string[] command) =>
        Command.Run("/usr/bin/nsenter", ["--mount", "--target", Target, "--", .. command], input);

    /// <summary>
    /// Waits until nothing is queued. A message that is reinjected leaves the queue and comes back as another one: so it is looked at
    /// until nothing was there several times in a row.
    /// </summary>
    internal void WaitUntilEmpty() => Wait.Until(() => IsQueueEmpty && IsQueueEmpty && IsQueueEmpty, "the queue becomes empty", () => Log);

    /// <summary>Throws away what is queued and what is in the sink: a test that failed is not to make others fail.</summary>
    internal void Clear()
    {
        Wait.Until(
            () =>
            {
                if (!IsQueueEmpty)
                {
                    Discard();
                }

                return IsQueueEmpty && IsQueueEmpty;
            },
            "nothing is queued",
            () => Log);
        Sink.Clear();
    }

    public void Dispose()
    {
        _process?.StandardInput.Close();
        _process?.WaitForExit();
        _process?.Dispose();
        Sink.Dispose();
    }

    /// <summary>Starts it, and waits until it takes mail.</summary>
    private protected void Start(string script)
    {
        _process = Command.Start(Path.Combine(Repository.Root, "scripts", script), [Folder, $"{Port}", $"{Sink.Port}"]);
        Wait.Until(() => File.Exists(Path.Combine(Folder, "ready")) || _process.HasExited, $"{script} has started it");
        Assert.False(_process.HasExited, _process.HasExited ? _process.StandardError.ReadToEnd() : string.Empty);
    }

    /// <summary>Throws away what is queued, as far as it is not being delivered.</summary>
    private protected abstract void Discard();

    /// <summary>Whether a line of the log tells more than that all is well.</summary>
    private protected abstract bool TellsMore(string line);

    // The mount namespace; null: the process has ended.
    private static string? Place(string process)
    {
        var place = new FileInfo($"/proc/{process}/ns/mnt");
        try
        {
            return place.LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The lines of its log.</summary>
    private protected IEnumerable<string> LogLines() => File.ReadLines(LogFile);
}
