namespace MailingList.Benchmarks.Support;

/// <summary>A private Postfix (scripts/private-postfix.sh) whose pickup(8) and cleanup(8) work as ever, and which puts everything on hold there.</summary>
internal sealed class Postfix : PrivateMta
{
    /// <summary>Starts it.</summary>
    /// <param name="script">scripts/private-postfix.sh.</param>
    /// <param name="folder">Its folder, made here.</param>
    /// <param name="meter">This program.</param>
    /// <param name="main">Further parameters.</param>
    /// <param name="master">Further services.</param>
    internal Postfix(string script, string folder, string meter, string main = "", string master = "")
        : base(folder, meter)
    {
        File.WriteAllText($"{folder}.main.cf", "header_checks = static:HOLD\n" + main);
        File.WriteAllText($"{folder}.master.cf", master);
        Start(script);
    }

    /// <summary>What is missing for one, in words, or null.</summary>
    internal static string? WhyNot =>
        !Environment.IsPrivilegedProcess ? "needs root: a Postfix of its own in a mount namespace"
        : !File.Exists("/usr/sbin/postfix") ? "needs Postfix: apt-get install postfix"
        : null;

    internal override void Empty(int batches)
    {
        if (!Wait(() => Count("maildrop") == 0 && Count("incoming") == 0 && Count("hold") == batches))
        {
            throw new InvalidOperationException(
                $"Postfix has {Count("hold")} messages on hold instead of {batches}, and {Count("maildrop")} on their way: see {Folder}/log");
        }

        Command.Run([.. Inside, "postsuper", "-d", "ALL", "hold"]);
    }

    private int Count(string queue) => Directory.EnumerateFiles(Path.Combine(Folder, "spool", queue), "*", SearchOption.AllDirectories).Count();
}
