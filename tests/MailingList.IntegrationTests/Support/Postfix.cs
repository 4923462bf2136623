using System.Diagnostics;

using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>A real Postfix of its own (scripts/private-postfix.sh), wired by what `mailinglist setup postfix` prints, with a sink as the world outside.</summary>
internal sealed class Postfix : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="sandbox">The host whose lists it serves.</param>
    /// <param name="mainFirst">Parameters in front of the wiring's.</param>
    /// <param name="setup">Further arguments of `setup postfix`.</param>
    /// <param name="masterLast">Services behind the wiring's.</param>
    /// <param name="map">Whether the table that `setup postfix --map` prints lies in its configuration folder.</param>
    internal Postfix(Sandbox sandbox, string mainFirst = "", string[]? setup = null, string masterLast = "", bool map = false)
    {
        Folder = Path.Combine(sandbox.Folder, "postfix");
        Port = Ports.Free();
        Sink = new SmtpSink(Path.Combine(sandbox.Folder, "sink"));
        File.WriteAllText($"{Folder}.main.cf", mainFirst + sandbox.Ok(["setup", "postfix", "--part", "main", .. setup ?? []]).Output);
        File.WriteAllText($"{Folder}.master.cf", sandbox.Ok("setup", "postfix", "--part", "master").Output + masterLast);
        if (map)
        {
            Directory.CreateDirectory($"{Folder}.etc");
            File.WriteAllText(Path.Combine($"{Folder}.etc", "mailinglist.regexp"), sandbox.Ok("setup", "postfix", "--map").Output);
        }

        _process = Command.Start(Repository.PrivatePostfix, [Folder, $"{Port}", $"{Sink.Port}"]);
        Wait.Until(() => File.Exists(Path.Combine(Folder, "ready")) || _process.HasExited, "Postfix starts");
        Assert.False(_process.HasExited, _process.HasExited ? _process.StandardError.ReadToEnd() : string.Empty);
    }

    internal string Folder { get; }

    internal int Port { get; }

    internal SmtpSink Sink { get; }

    /// <summary>The end of its log, for a message about a test that failed.</summary>
    internal string Log => string.Join("\n", File.ReadLines(LogFile)
        .Where(line => !line.Contains("dsn=2.0.0", StringComparison.Ordinal))
        .TakeLast(40));

    private string LogFile => Path.Combine(Folder, "log", "mail.log");

    /// <summary>Waits until a line of its log has this text in it.</summary>
    internal void WaitForLog(string text) =>
        Wait.Until(() => File.ReadLines(LogFile).Any(line => line.Contains(text, StringComparison.Ordinal)), text, () => Log);

    /// <summary>Waits until that many messages are in the sink, and nothing is queued that could become another.</summary>
    internal IReadOnlyList<Copy> WaitForCopies(int count)
    {
        Wait.Until(() => Sink.Copies().Count >= count, $"{count} messages", () => Log);
        WaitUntilEmpty();
        IReadOnlyList<Copy> copies = Sink.Copies();
        Assert.True(copies.Count == count, $"{copies.Count} messages instead of {count}\n{Log}");
        return copies;
    }

    /// <summary>Sends a message that Postfix must accept.</summary>
    internal void Send(string recipient, byte[] message, string sender = "author@example.net")
    {
        string answer = Smtp.Send(Port, sender, recipient, message);
        Assert.True(answer.StartsWith("250 ", StringComparison.Ordinal), answer);
    }

    /// <summary>Runs a command where this Postfix is the machine's own.</summary>
    internal Result Run(params string[] command) =>
        Command.Run("/usr/bin/nsenter", ["--mount", "--target", File.ReadAllText(Path.Combine(Folder, "ready")).Trim(), "--", .. command], []);

    /// <summary>
    /// Waits until nothing is queued, neither by Postfix nor on its way to it. A message that is reinjected leaves the queue and comes
    /// back by way of maildrop: so each is looked at again after the other.
    /// </summary>
    internal void WaitUntilEmpty() => Wait.Until(
        () => IsQueueEmpty() && IsMaildropEmpty() && IsQueueEmpty() && IsMaildropEmpty() && IsQueueEmpty(),
        "Postfix's queue becomes empty",
        () => Log);

    private bool IsQueueEmpty() => Run("/usr/sbin/postqueue", "-j").Output.Length == 0;

    private bool IsMaildropEmpty() => !Directory.EnumerateFiles(Path.Combine(Folder, "spool", "maildrop")).Any();

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Sink.Dispose();
    }
}
