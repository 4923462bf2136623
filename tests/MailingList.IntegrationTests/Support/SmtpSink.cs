using System.Diagnostics;
using System.Text;

namespace MailingList.IntegrationTests.Support;

/// <summary>The world outside: Postfix's smtp-sink, which takes everything for everybody and keeps it.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    internal SmtpSink(string folder)
    {
        _folder = folder;
        Port = Ports.Free();
        Directory.CreateDirectory(folder);
        Sandbox.OpenToAll(folder);
        // -u: it will not run as root. -d: one file a message.
        _process = Command.Start("/usr/sbin/smtp-sink", ["-u", Sandbox.User, "-d", Path.Combine(folder, "%H%M%S."), $"127.0.0.1:{Port}", "200"]);
        Wait.Until(() => Ports.Answers(Port), "smtp-sink listens");
    }

    internal int Port { get; }

    /// <summary>Everything that came in so far and is complete.</summary>
    internal IReadOnlyList<Copy> Copies() => [.. Directory.EnumerateFiles(_folder).Order().Select(Read).OfType<Copy>()];

    /// <summary>How often each recipient got something, by address.</summary>
    internal Dictionary<string, int> Counts() =>
        Copies().SelectMany(copy => copy.Recipients).GroupBy(recipient => recipient).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Forgets what came in; for when nothing is on its way any more.</summary>
    internal void Clear()
    {
        foreach (string file in Directory.EnumerateFiles(_folder))
        {
            File.Delete(file);
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Lines of its own in front (X-Mail-Args, X-Rcpt-Args, a Received field of three lines), the message, an empty line.
    private static Copy? Read(string file)
    {
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
        int received = text.IndexOf("\nReceived: ", StringComparison.Ordinal);
        if (received < 0 || !text.EndsWith("\n\n", StringComparison.Ordinal))
        {
            return null; // still being written
        }

        int message = received + 1;
        for (int line = 0; line < 3; line++)
        {
            message = text.IndexOf('\n', message) + 1;
        }

        string[] fields = text[..received].Split('\n');
        string[] Arguments(string name) =>
            [.. fields.Where(field => field.StartsWith(name, StringComparison.Ordinal)).Select(field => Address(field[name.Length..]))];

        return new Copy(Arguments("X-Mail-Args: ")[0], Arguments("X-Rcpt-Args: "), Encoding.Latin1.GetBytes(text[message..^1]));
    }

    // Brackets may stand in a quoted local part, too; parameters follow behind a blank.
    private static string Address(string argument) => argument.Split("> ", 2)[0].TrimEnd('>')[1..];
}
