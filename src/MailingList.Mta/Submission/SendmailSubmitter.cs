using System.Text;

using MailingList.Core.Cooking;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;
using MailingList.Mta.Processes;

namespace MailingList.Mta.Submission;

/// <summary>
/// Hands batches to sendmail(1), Postfix's or Exim's. Exit code 0 means that the message is on the disk in the MTA's own queue; every
/// other end counts as not taken.
/// </summary>
public sealed class SendmailSubmitter : ISubmitter
{
    private const int MostOutputShown = 300;

    // What sendmail may know of ours: MAIL_CONFIG chooses a Postfix instance, and is what pipe(8) itself hands down (export_environment).
    private static readonly string[] Inherited = ["MAIL_CONFIG", "TZ", "LANG"];

    private readonly string _path;
    private readonly string[] _arguments;
    private readonly string _folder;
    private readonly CancellationToken _cancellation;
    private FileStream? _message;

    /// <summary>A way to sendmail(1) for one message.</summary>
    /// <param name="command">Its absolute path, and further arguments behind blanks, as the configuration has it.</param>
    /// <param name="isPostfix">Whether it is Postfix's.</param>
    /// <param name="folder">Where the message lies meanwhile.</param>
    /// <param name="cancellation">Ends a sendmail that hangs.</param>
    public SendmailSubmitter(string command, bool isPostfix, string folder, CancellationToken cancellation)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _path = words[0];
        _arguments = words[1..];
        WritesVerp = isPostfix;
        _folder = folder;
        _cancellation = cancellation;
    }

    /// <inheritdoc/>
    public bool WritesVerp { get; }

    /// <inheritdoc/>
    public void Submit(Batch batch, CookedMessage message)
    {
        FileStream whole = _message ??= Write(message);
        using FileStream output = Disk.OpenInMemory();
        (ExitStatus status, long read) = ChildProcess.Run(
            _path, Arguments(batch), Environment(), whole.SafeFileHandle, output.SafeFileHandle, _cancellation);
        if (!status.IsSuccess)
        {
            string ended = _cancellation.IsCancellationRequested ? "was ended, because the time was up or this process was told to end" : status.ToString();
            throw Failure.Temporary($"{_path} {ended}{Said(output)}");
        }

        // It claims success, but can have queued no more than it read.
        if (read < whole.Length)
        {
            throw Failure.Temporary($"{_path} exited 0 after {read} of {whole.Length} bytes of the message{Said(output)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _message?.Dispose();

    private FileStream Write(CookedMessage message)
    {
        FileStream file = Disk.OpenNameless(_folder);
        message.WriteTo(file);
        return file;
    }

    // -G: nothing is added or rewritten (DKIM). -i: a line with a lone dot is text. -f: the return path. --: whatever follows is an
    // address, even when it begins with a hyphen. Exim knows all four too (-G from a trusted user); -N and -V mean other things there.
    // -XV+=: Postfix writes each recipient into the return path, with + and = around, whatever default_verp_delimiters says (sendmail(1)).
    private List<string> Arguments(Batch batch) =>
        [.. _arguments, "-G", "-i", .. batch.IsVerp ? ["-XV+="] : (string[])[], "-f", batch.ReturnPath, "--", .. batch.Recipients.Select(recipient => recipient.Wire)];

    private static List<string> Environment()
    {
        List<string> environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"];
        foreach (string name in Inherited)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment.Add($"{name}={value}");
            }
        }

        return environment;
    }

    private static string Said(FileStream output)
    {
        byte[] said = new byte[Math.Min(output.Length, MostOutputShown)];
        output.Position = 0;
        output.ReadExactly(said);
        return said.Length == 0 ? string.Empty : ": " + Encoding.UTF8.GetString(said).Trim();
    }
}
