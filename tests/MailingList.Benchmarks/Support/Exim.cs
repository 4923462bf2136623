namespace MailingList.Benchmarks.Support;

/// <summary>A private Exim (scripts/private-exim.sh) that freezes every message that it has taken from a program.</summary>
internal sealed class Exim : PrivateMta
{
    /// <summary>Starts it.</summary>
    /// <param name="script">scripts/private-exim.sh.</param>
    /// <param name="folder">Its folder, made here.</param>
    /// <param name="meter">This program.</param>
    /// <param name="host">Whose user it trusts: it gives `-f` and `-G` to sendmail(1).</param>
    internal Exim(string script, string folder, string meter, Host host)
        : base(folder, meter)
    {
        Write("main/00_mailinglist", host.Run("setup", "exim", "--part", "main"));
        Write("main/00_bench", "acl_not_smtp = acl_bench\n");
        Write("acl/01_bench", "acl_bench:\n  accept\n    control = freeze/no_tell\n");
        Start(script);
    }

    /// <summary>What is missing for one, in words, or null.</summary>
    internal static string? WhyNot =>
        !Environment.IsPrivilegedProcess ? "needs root: an Exim of its own in a mount namespace"
        : !File.Exists("/usr/sbin/exim4") && !Directory.Exists("tests/.tools/exim") ? "needs Exim: scripts/fetch-exim.sh"
        : null;

    internal override void Empty(int batches)
    {
        string input = Path.Combine(Folder, "spool", "input");
        string[] Messages() => Directory.Exists(input) ? Directory.GetFiles(input, "*-H") : [];
        if (!Wait(() => Messages().Length == batches))
        {
            throw new InvalidOperationException($"Exim has {Messages().Length} messages instead of {batches}: see {Folder}/log");
        }

        Command.Run([.. Inside, "/usr/sbin/exim4", "-Mrm", .. Messages().Select(file => Path.GetFileName(file)[..^"-H".Length])]);
    }

    private void Write(string file, string text)
    {
        string path = Path.Combine($"{Folder}.conf.d", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
