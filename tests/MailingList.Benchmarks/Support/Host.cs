namespace MailingList.Benchmarks.Support;

/// <summary>
/// A host of lists in a folder of its own, that of an unprivileged user where we are root. The executable is a copy: that user need not
/// see the checkout.
/// </summary>
internal sealed class Host
{
    internal const string User = "nobody";

    private const string Domain = "lists.example.org";
    private const UnixFileMode ForAll = (UnixFileMode)0b111_101_101;

    private readonly string _capturing;
    private readonly IReadOnlyList<string> _way;

    /// <summary>Makes it.</summary>
    /// <param name="folder">Its folder, made here.</param>
    /// <param name="executable">The program.</param>
    /// <param name="name">Its name.</param>
    /// <param name="way">What leads to the network that it is in; nothing where that is the machine's.</param>
    internal Host(string folder, string executable, string name = "mx1.example.net", IReadOnlyList<string>? way = null)
    {
        Folder = Directory.CreateDirectory(folder, ForAll).FullName;
        Executable = executable;
        _way = way ?? [];
        Configuration = Path.Combine(Folder, "mailinglist.toml");
        _capturing = Path.Combine(Folder, "capturing.toml");
        Run("init", "--domain", Domain, "--data", Data, "--user", User, "--host", name, "--reinject", "sendmail:/usr/sbin/sendmail");
        File.AppendAllText(Configuration, $"log = \"{Path.Combine(Data, "log")}\"\n");
    }

    internal string Folder { get; }

    internal string Executable { get; }

    internal string Configuration { get; }

    internal string Data => Path.Combine(Folder, "data");

    internal string Database => Path.Combine(Data, "lists.db");

    /// <summary>Copies the programs to where every user can run them.</summary>
    internal static string CopyPrograms(string from, string to)
    {
        Directory.CreateDirectory(to, ForAll);
        foreach (string file in Directory.EnumerateFiles(from).Where(file => Path.GetExtension(file) is "" or ".so"))
        {
            string copy = Path.Combine(to, Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetUnixFileMode(copy, ForAll);
        }

        return to;
    }

    /// <summary>Creates a list that everybody may post to, and whose posts have one return path for all; returns its address.</summary>
    internal string CreateList(string name)
    {
        string list = $"{name}@{Domain}";
        Run("create", list, "--owner", "owner@example.net", "--set", "posting=open", "--set", "verp=never");
        return list;
    }

    /// <summary>The same, with that many subscribers.</summary>
    internal string CreateList(string name, int subscribers)
    {
        string list = CreateList(name);
        string file = Path.Combine(Folder, "subscribers");
        File.WriteAllLines(file, Some.Addresses(subscribers));
        Run("import", list, file);
        return list;
    }

    /// <summary>The command by which an MTA's pipe hands a mail to an address of a list.</summary>
    internal string[] DeliverCommand(string recipient, string sender = "author@example.net") => DeliverCommand(recipient, sender, Configuration);

    /// <summary>What `deliver` hands to the MTA for a post to a list: a message, and an envelope a batch.</summary>
    internal Captured Capture(string list)
    {
        string post = Path.Combine(Folder, "post-to-capture.eml");
        Some.WritePost(post);
        return Capture(list, "author@example.net", post);
    }

    /// <summary>The same for any mail to an address of a list.</summary>
    internal Captured Capture(string recipient, string sender, string mail)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, $"captured-{recipient}-{sender}")).FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        File.WriteAllLines(
            _capturing,
            File.ReadLines(Configuration).Select(line => line.StartsWith("reinject", StringComparison.Ordinal) ? $"reinject = \"dir:{folder}\"" : line));
        Command.Run(["/bin/sh", "-c", "mail=$0; exec \"$@\" < \"$mail\"", mail, .. DeliverCommand(recipient, sender, _capturing)]);
        return Captured.Read(folder);
    }

    /// <summary>Puts a copy of another database in the place of this host's; whose the file is remains.</summary>
    internal void Replace(string database)
    {
        File.Delete($"{Database}-wal");
        File.Delete($"{Database}-shm");
        using FileStream from = File.OpenRead(database);
        using FileStream to = new(Database, FileMode.Truncate, FileAccess.Write);
        from.CopyTo(to);
    }

    /// <summary>Runs a verb that must succeed; returns what it said.</summary>
    internal string Run(string verb, params string[] arguments) => Command.Run([.. _way, .. VerbCommand(verb, arguments)]);

    /// <summary>Runs a verb that must succeed, and measures it.</summary>
    internal Sample Measure(string meter, string verb, params string[] arguments) => Sample.Of([.. _way, meter], Folder, "/dev/null", VerbCommand(verb, arguments));

    private string[] VerbCommand(string verb, string[] arguments) => [Executable, verb, .. arguments, "--config", Configuration];

    private string[] DeliverCommand(string recipient, string sender, string configuration) =>
        [Executable, "deliver", "--sender", sender, "--recipient", recipient, "--config", configuration];
}
