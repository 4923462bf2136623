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

        // What a host outside would hear, by exim -bh.
        string Session(string recipient) => host.Exim
            .RunWith(Some.Bytes($"EHLO client.example\r\nMAIL FROM:<a@one.example>\r\nRCPT TO:<{recipient}>\r\nQUIT\r\n"), "/usr/sbin/exim4", "-C", file, "-bh", "192.0.2.1")
            .Output.Split("\r\n").SkipWhile(line => line != "250 OK").ElementAt(1);
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

    private EximAgentHost Make(params (string File, string Text)[] more)
    {
        _host = new EximAgentHost(null, more);
        _host.Sandbox.CreateList("dev", ["a@one.example", "b@one.example"], "author-check=none");
        return _host;
    }
}
