namespace MailingList.Benchmarks.Support;

/// <summary>What `deliver` hands to the MTA for one post, kept in files, so that the same can be handed over without `deliver`.</summary>
/// <param name="Message">The message, in a file.</param>
/// <param name="ReturnPath">The envelope sender.</param>
/// <param name="Batches">For each batch a file with its recipients, one a line.</param>
internal sealed record Captured(string Message, string ReturnPath, IReadOnlyList<string> Batches)
{
    /// <summary>Reads what `dir:` wrote, and makes it ready.</summary>
    internal static Captured Read(string folder)
    {
        string returnPath = string.Empty;
        List<string> batches = [];
        foreach (string envelope in Directory.GetFiles(folder, "*.envelope").Order(StringComparer.Ordinal))
        {
            string[] lines = File.ReadAllLines(envelope);
            returnPath = lines[0];
            string batch = Path.Combine(folder, $"batch.{Path.GetFileNameWithoutExtension(envelope)}");
            File.WriteAllLines(batch, lines[1..]);
            batches.Add(batch);
        }

        string message = Path.Combine(folder, "message.eml");
        File.Move(Directory.EnumerateFiles(folder, "*.eml").First(), message);
        foreach (string file in (string[])[message, .. batches])
        {
            File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        }

        return new Captured(message, returnPath, batches);
    }

    /// <summary>The process that `deliver` starts for a batch.</summary>
    internal string[] SendmailCommand(string batch) =>
        ["/usr/sbin/sendmail", "-G", "-i", "-f", ReturnPath, "--", .. File.ReadAllLines(batch)];

    /// <summary>The shell loop that does the same for all batches.</summary>
    internal string[] LoopCommand() =>
    [
        "/bin/sh",
        "-c",
        "for f in \"$0\"/batch.*; do /usr/sbin/sendmail -G -i -f \"$1\" -- $(cat \"$f\") < \"$2\" || exit 1; done",
        Path.GetDirectoryName(Message)!,
        ReturnPath,
        Message,
    ];
}
