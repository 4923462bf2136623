using MailingList.IntegrationTests.Exim.Support;
using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Exim;

/// <summary>The examples that are not part of every other test, as Exim reads them.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private const string List = "dev@lists.example.org";

    private EximAgentHost? _host;

    public void Dispose() => _host?.Dispose();

    [EximFact]
    public void The_whole_configuration_is_one()
    {
        EximAgentHost host = Make();
        string file = Path.Combine(host.Sandbox.Folder, "exim4.conf");
        foreach (string[] options in (string[][])[[], ["--shared"]])
        {
            File.WriteAllText(file, host.Sandbox.Ok(["setup", "exim", "--agent", "--whole", .. options]).Output);
            Result checkedUp = Exim("-bV");
            Assert.True(checkedUp.ExitCode == 0 && checkedUp.Error.Length == 0, checkedUp.Output + checkedUp.Error);
            Assert.Contains($"Configuration file is {file}", checkedUp.Output, StringComparison.Ordinal);
            Assert.Contains("Retry rule: *@+mailinglist_domains ", Exim("-brt", List).Output, StringComparison.Ordinal);
            Assert.Contains("Retry rule: * ", Exim("-brt", "bob@elsewhere.example").Output, StringComparison.Ordinal);
        }

        File.WriteAllText(file, host.Sandbox.Ok("setup", "exim", "--agent", "--whole").Output);
        Assert.Contains("router = mailinglist, transport = mailinglist_pipe", Exim("-bt", List).Output, StringComparison.Ordinal);
        Assert.Contains("router = mailinglist, transport = mailinglist_pipe", Exim("-bt", "\"a b\"@lists.example.org").Output, StringComparison.Ordinal);
        Assert.StartsWith("451 4.3.0 ", Session(List), StringComparison.Ordinal);
        host.StartAgent();
        Assert.StartsWith("250 ", Session(List), StringComparison.Ordinal);
        Assert.StartsWith("550 5.1.1 ", Session("nothing@lists.example.org"), StringComparison.Ordinal);
        Assert.StartsWith("550 relay not permitted", Session("bob@elsewhere.example"), StringComparison.Ordinal);

        Result Exim(params string[] arguments) => host.Exim.Run(["/usr/sbin/exim4", "-C", file, .. arguments]);

        string Session(string recipient) => ConfigurationTests.Session(host, file, "192.0.2.1", recipient);
    }

    [EximFact]
    public void A_mailbox_among_lists_is_reached_in_the_whole_configuration()
    {
        EximAgentHost host = Make().StartAgent();
        string file = Whole(host, "--shared");
        Assert.Contains("router = localuser, transport = local_delivery", host.Exim.Run("/usr/sbin/exim4", "-C", file, "-bt", "daemon@lists.example.org").Output, StringComparison.Ordinal);
        Assert.Contains("router = mailinglist, transport = mailinglist_pipe", host.Exim.Run("/usr/sbin/exim4", "-C", file, "-bt", List).Output, StringComparison.Ordinal);
    }

    [EximTheory]
    [InlineData("127.0.0.1", "250 Accepted")]
    [InlineData("::1", "250 Accepted")]
    [InlineData("192.0.2.1", "550 relay not permitted")]
    [InlineData("2001:db8::1", "550 relay not permitted")]
    public void The_whole_configuration_sends_for_this_host_alone(string client, string answer)
    {
        EximAgentHost host = Make();
        string file = Whole(host);
        Assert.Equal(answer, Session(host, file, client, "bob@elsewhere.example"));
    }

    [EximFact]
    public void A_line_of_any_length_goes_out_as_it_came()
    {
        EximAgentHost host = Make();
        // Its own queue, which nobody runs; and the world is the sink and not the DNS.
        string folder = Directory.CreateDirectory(Path.Combine(host.Sandbox.Folder, "whole")).FullName;
        Sandbox.OpenToAll(folder);
        string file = Whole(host);
        File.WriteAllText(file, $"spool_directory = {folder}\nlog_file_path = {folder}/%slog\n" + File.ReadAllText(file)
            .Replace("queue_only_load = 8\n", string.Empty, StringComparison.Ordinal)
            .Replace("  driver = dnslookup\n", $"  driver = manualroute\n  route_list = * 127.0.0.1::{host.Exim.Sink.Port}\n  self = send\n", StringComparison.Ordinal)
            .Replace("  ignore_target_hosts = <; 0.0.0.0 ; 127.0.0.0/8 ; ::1\n", string.Empty, StringComparison.Ordinal));
        string line = new('x', 5000);

        Result sent = host.Exim.RunWith(Some.Post($"{line}\n"), "/usr/sbin/exim4", "-C", file, "-odf", "-i", "-f", "author@x.example", "--", "bob@elsewhere.example");
        Assert.True(sent.ExitCode == 0, sent.Error);
        Wait.Until(() => host.Exim.Sink.Copies().Count == 1, "the copy", () => string.Join('\n', Directory.EnumerateFiles(folder, "*log").Select(File.ReadAllText)));
        Copy copy = Assert.Single(host.Exim.Sink.Copies());
        Assert.Equal(["bob@elsewhere.example"], copy.Recipients);
        Assert.Contains($"\n{line}\n", copy.Text, StringComparison.Ordinal);
    }

    [EximFact]
    public void What_comes_back_by_SMTP_is_asked_about_by_nobody()
    {
        int reinjection = Ports.Free();
        EximAgentHost host = Make(
            ("main/00_ports", $"MAIN_LOCAL_INTERFACES = 127.0.0.1.{{port}} : 127.0.0.1.{reinjection}\n"),
            ("main/01_mailinglist_reinject", EximAgentHost.Example("reinject-smtp.main.conf").Replace("10025", $"{reinjection}", StringComparison.Ordinal)),
            ("acl/11_mailinglist_reinject", EximAgentHost.Example("reinject-smtp.acl.conf")));
        Assert.StartsWith("451", SmtpClient.Recipients(host.Port, "author@x.example", List)[0], StringComparison.Ordinal);
        Assert.StartsWith("250 ", SmtpClient.Recipients(reinjection, "dev-bounces@lists.example.org", List)[0], StringComparison.Ordinal);
        host.Sandbox.Set("reinject", $"smtp://127.0.0.1:{reinjection}");
        host.StartAgent();

        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, "author@x.example", Some.Post(), List), StringComparison.Ordinal);
        Copy copy = Assert.Single(host.Exim.WaitForCopies(1));
        Assert.Equal((2, "dev-bounces@lists.example.org"), (copy.Recipients.Count, copy.ReturnPathList));
    }

    // What that host would hear, by exim -bh.
    private static string Session(EximAgentHost host, string file, string client, string recipient) => host.Exim
        .RunWith(Some.Bytes($"EHLO client.example\r\nMAIL FROM:<a@one.example>\r\nRCPT TO:<{recipient}>\r\nQUIT\r\n"), "/usr/sbin/exim4", "-C", file, "-bh", client)
        .Output.Split("\r\n").SkipWhile(line => line != "250 OK").ElementAt(1);

    private static string Whole(EximAgentHost host, params string[] options)
    {
        string file = Path.Combine(host.Sandbox.Folder, "exim4.conf");
        File.WriteAllText(file, host.Sandbox.Ok(["setup", "exim", "--agent", "--whole", .. options]).Output);
        return file;
    }

    private EximAgentHost Make(params (string File, string Text)[] more)
    {
        _host = new EximAgentHost(null, more);
        _host.Sandbox.CreateList("dev", ["a@one.example", "b@one.example"], "author-check=none");
        return _host;
    }
}
