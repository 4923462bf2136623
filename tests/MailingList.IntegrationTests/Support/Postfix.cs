using System.Text.RegularExpressions;

using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>A Postfix of its own (scripts/private-postfix.sh).</summary>
internal sealed partial class Postfix : Mta
{
    // What comes from this host is otherwise a local program's, and Postfix fills in its From, Date and Message-ID.
    private const string AsFromOutside = "local_header_rewrite_clients =\n";

    /// <summary>Starts it.</summary>
    /// <param name="sandbox">The host whose lists it serves.</param>
    /// <param name="mainFirst">Parameters in front of the wiring's.</param>
    /// <param name="setup">Further arguments of `setup postfix`.</param>
    /// <param name="masterLast">Services behind the wiring's.</param>
    /// <param name="map">Whether the table that `setup postfix --map` prints lies in its configuration folder.</param>
    internal Postfix(Sandbox sandbox, string mainFirst = "", string[]? setup = null, string masterLast = "", bool map = false)
        : base(sandbox, "postfix")
    {
        File.WriteAllText($"{Folder}.main.cf", mainFirst + sandbox.Ok(["setup", "postfix", "--part", "main", .. setup ?? []]).Output);
        File.WriteAllText($"{Folder}.master.cf", sandbox.Ok("setup", "postfix", "--part", "master").Output + masterLast);
        if (map)
        {
            Directory.CreateDirectory($"{Folder}.etc");
            File.WriteAllText(Path.Combine($"{Folder}.etc", "mailinglist.regexp"), sandbox.Ok("setup", "postfix", "--map").Output);
        }

        Start("private-postfix.sh");
    }

    /// <summary>Starts one that has what a test needs.</summary>
    internal Postfix(Sandbox sandbox, MtaNeeds needs)
        : this(sandbox, MainParameters(needs), needs.Mailboxes is null ? null : ["--shared"], Master(needs), needs.Mailboxes is not null)
    {
    }

    // What was dropped into maildrop is Postfix's too: sendmail(1) has said that it is.
    internal override bool IsQueueEmpty =>
        Run("/usr/sbin/postqueue", "-j").Output.Length == 0 && !Directory.EnumerateFiles(Path.Combine(Folder, "spool", "maildrop")).Any();

    private protected override string LogFile => Path.Combine(Folder, "log", "mail.log");

    /// <summary>Takes a changed configuration.</summary>
    internal void Reload() => Assert.Equal(0, Run("/usr/sbin/postfix", "reload").ExitCode);

    internal override void MakeMap(Sandbox sandbox)
    {
        File.WriteAllText(Path.Combine(Folder, "etc", "mailinglist.regexp"), sandbox.Ok("setup", "postfix", "--map").Output);
        Reload();
    }

    internal override void WaitForDeferral(string said) => WaitForLog($"status=deferred ({said}");

    internal override void WaitForRefusal(string recipient, string said) => WaitForLog($"to=<{recipient}>", "status=bounced", said);

    internal override Bounce Read(Copy bounce) =>
        new(Status().Match(bounce.Text).Groups[1].Value, string.Join(' ', bounce.Text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));

    // It tries again by itself. It is not hurried by `postqueue -f`, either: it puts what it is still delivering aside for a minute then.
    internal override void Thaw()
    {
    }

    private protected override void Discard() => Run("/usr/sbin/postsuper", "-d", "ALL");

    private protected override bool TellsMore(string line) => !line.Contains("dsn=2.0.0", StringComparison.Ordinal);

    private static string MainParameters(MtaNeeds needs)
    {
        string main = AsFromOutside;
        if (needs.Mailboxes is { } mailboxes)
        {
            main += $"mydestination = {Sandbox.Domain}\nmail_spool_directory = {mailboxes}/\n";
        }

        if (needs.Prepended.Count > 0)
        {
            // What programs that check mails have Postfix do (policyd-spf, for one): a field above its own Received field, whatever else there is.
            main += $"smtpd_sender_restrictions = check_sender_access inline:{{\n  {string.Join(",\n  ", needs.Prepended.Select(one => $"{{ {one.Sender} = PREPEND {one.Field} }}"))} }}\n";
        }

        return needs.Utf8 ? main + "smtputf8_enable = yes\n" : main;
    }

    private static string Master(MtaNeeds needs)
    {
        if (needs.Reinjection is not { } port)
        {
            return string.Empty;
        }

        string[] table = [.. Entries(needs.RefusedThere, "REJECT"), .. Entries(needs.DeferredThere, "DEFER")];
        string service = File.ReadAllText(Path.Combine(Repository.Root, "postfix-examples", "reinject-smtp.master.cf"))
            .Replace("127.0.0.1:10025", $"127.0.0.1:{port}", StringComparison.Ordinal);
        return table is []
            ? service
            : service.TrimEnd('\n') + $"\n  -o {{ smtpd_recipient_restrictions = check_recipient_access inline:{{ {string.Join(", ", table)} }}, permit_mynetworks, reject }}\n";

        static string[] Entries(string? recipient, string verdict) => recipient is null ? [] : [$"{recipient}={verdict}"];
    }

    [GeneratedRegex("\nStatus: (.*)\n")]
    private static partial Regex Status();
}
