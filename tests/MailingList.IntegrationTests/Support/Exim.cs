using System.Text.RegularExpressions;

namespace MailingList.IntegrationTests.Support;

/// <summary>An Exim of its own (scripts/private-exim.sh) with Debian's split configuration.</summary>
internal sealed partial class Exim : Mta
{
    private static readonly (string Part, string File)[] Wiring =
    [
        ("main", "main/00_mailinglist"),
        ("acl", "acl/10_mailinglist"),
        ("router", "router/110_mailinglist"),
        ("transport", "transport/30_mailinglist"),
        ("retry", "retry/10_mailinglist"),
    ];

    /// <summary>Starts one that has what a test needs.</summary>
    /// <param name="sandbox">The host whose lists it serves.</param>
    /// <param name="needs">What the test needs.</param>
    /// <param name="setup">Further arguments of `setup exim`.</param>
    /// <param name="more">Further files of its configuration, from conf.d on; {port} in them is where it listens, {sink} where the world is.</param>
    internal Exim(Sandbox sandbox, MtaNeeds needs, string[]? setup = null, params (string File, string Text)[] more)
        : base(sandbox, "exim")
    {
        bool refuses = setup?.Any(option => option.EndsWith("agent", StringComparison.Ordinal)) ?? false;
        foreach ((string part, string file) in Wiring.Where(one => refuses || one.Part != "acl"))
        {
            Write(file, sandbox.Ok(["setup", "exim", "--part", part, .. setup ?? []]).Output);
        }

        if (needs.Mailboxes is { } mailboxes)
        {
            string folder = Directory.CreateDirectory($"{Folder}.etc").FullName;
            File.WriteAllText(Path.Combine(folder, "mailinglist.lists"), sandbox.Ok("setup", "exim", "--map").Output);
            Write("transport/00_test", $"test_mailbox:\n  driver = appendfile\n  file = {mailboxes}/$local_part_data\n  home_directory = {mailboxes}\n  current_directory = {mailboxes}\n  message_suffix =\n");
        }

        foreach ((string file, string text) in more)
        {
            Write(file, text.Replace("{port}", $"{Port}", StringComparison.Ordinal).Replace("{sink}", $"{Sink.Port}", StringComparison.Ordinal));
        }

        Write("main/00_test", MainOptions(needs));
        Write("acl/00_test", Acl(needs));
        // The wiring's rule tries again after a minute: here, there is less time.
        Write("retry/00_test", "*@+mailinglist_domains  *  F,4d,2s\n");
        Start("private-exim.sh");
    }

    // A message is a pair of files there, until the last of its recipients is done.
    internal override bool IsQueueEmpty => !Messages().Any();

    /// <summary>What it says of itself when something is wrong that it cannot tell a sender; empty: nothing.</summary>
    internal string Panics => File.Exists(PanicLog) ? File.ReadAllText(PanicLog) : string.Empty;

    private string PanicLog => Path.Combine(Folder, "log", "paniclog");

    private protected override string LogFile => Path.Combine(Folder, "log", "mainlog");

    // Two lines: what became of the message, and in front of it what the pipe said.
    internal override void MakeMap(Sandbox sandbox) => File.WriteAllText(Path.Combine(Folder, "etc", "mailinglist.lists"), sandbox.Ok("setup", "exim", "--map").Output);

    internal override void WaitForDeferral(string said) => WaitForLog(" transport output: 4.", said);

    internal override void WaitForRefusal(string recipient, string said)
    {
        WaitForLog($"** {recipient} ");
        WaitForLog(" transport output: 5.", said);
    }

    // Its delivery status says 5.0.0 of everything that a pipe refuses. Which status it was stands in the pipe's own line.
    internal override Bounce Read(Copy bounce)
    {
        string text = string.Join(' ', bounce.Text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return new Bounce(Status().Match(text).Value, text);
    }

    // The transport has freeze_signal: without it, Exim would bounce.
    internal override void Thaw()
    {
        string[] frozen = [.. Messages().Where(IsFrozen).Select(Id)];
        if (frozen.Length > 0)
        {
            Run(["/usr/sbin/exim4", "-Mt", .. frozen]);
        }
    }

    private protected override void Discard() => Run(["/usr/sbin/exim4", "-Mrm", .. Messages().Select(Id)]);

    private protected override bool TellsMore(string line) => !line.Contains(" => ", StringComparison.Ordinal) && !line.EndsWith(" Message is frozen", StringComparison.Ordinal);

    private string MainOptions(MtaNeeds needs)
    {
        // What comes from this host is otherwise a local program's, and Exim fills in its From, Date and Message-ID. What it has given up and can
        // tell nobody of, it would keep frozen for two days.
        string main = "MAIN_RELAY_NETS =\nMAIN_IGNORE_BOUNCE_ERRORS_AFTER = 0s\nMAIN_FREEZE_TELL =\nMAIN_ACL_CHECK_MAIL = acl_test_mail\nNO_CHECK_DATA_VERIFY_HEADER_SYNTAX = yes\n";
        if (needs.Mailboxes is not null)
        {
            main += $"MAIN_LOCAL_DOMAINS = @ : {Sandbox.Domain}\nLOCAL_DELIVERY = test_mailbox\n";
        }

        return needs.Reinjection is { } port
            ? main
                + $"MAIN_LOCAL_INTERFACES = 127.0.0.1.{Port} : 127.0.0.1.{port}\n"
                + $"MAIN_ACL_CHECK_RCPT = ${{if eq{{$received_port}}{{{port}}}{{acl_test_reinjected}}{{acl_check_rcpt}}}}\n"
            : main;
    }

    private static string Acl(MtaNeeds needs)
    {
        string acl = "acl_test_mail:\n";
        foreach ((string sender, string field) in needs.Prepended)
        {
            acl += $"  warn\n    senders = {(sender.Contains('@', StringComparison.Ordinal) ? sender : "*@" + sender)}\n    add_header = :at_start:{field}\n";
        }

        acl += "  accept\n\nacl_test_reinjected:\n";
        acl += needs.RefusedThere is null ? string.Empty : $"  deny\n    recipients = {needs.RefusedThere}\n";
        acl += needs.DeferredThere is null ? string.Empty : $"  defer\n    recipients = {needs.DeferredThere}\n";
        return acl + "  accept\n";
    }

    private static string Id(string header) => Path.GetFileName(header)[..^"-H".Length];

    private static bool IsFrozen(string header)
    {
        try
        {
            return File.ReadLines(header).Any(line => line.StartsWith("-frozen ", StringComparison.Ordinal));
        }
        catch (FileNotFoundException)
        {
            return false; // it has gone out meanwhile
        }
    }

    private void Write(string file, string text)
    {
        string path = Path.Combine($"{Folder}.conf.d", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private IEnumerable<string> Messages()
    {
        string input = Path.Combine(Folder, "spool", "input"); // made with the first message
        return Directory.Exists(input) ? Directory.EnumerateFiles(input, "*-H") : [];
    }

    [GeneratedRegex(@"\b5\.[0-9]+\.[0-9]+(?= .*Reporting-MTA:)")]
    private static partial Regex Status();
}
