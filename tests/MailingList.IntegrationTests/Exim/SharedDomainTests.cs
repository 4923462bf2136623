using MailingList.IntegrationTests.Exim.Support;
using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Exim;

/// <summary>Lists among the mailboxes of a domain, with a real Exim.</summary>
public sealed class SharedDomainTests
{
    private const string Author = "author@example.net";
    private const string Bob = "bob@lists.example.org";

    // One mailbox, bob's, beside the lists.
    private static readonly (string File, string Text) Mailboxes = (
        "router/120_test",
        "test_mailboxes:\n  driver = redirect\n  domains = +mailinglist_domains\n  allow_fail\n"
        + "  data = ${if eq{$local_part}{bob}{bob@mailboxes.example}{:fail: no such mailbox}}\n");

    private static readonly string[] Ours = ["dev@lists.example.org", "DEV@lists.example.org", "dev-owner@lists.example.org", "dev+owner@lists.example.org"];
    private static readonly string[] Nobody = ["dev2@lists.example.org", "dev-anna@lists.example.org", "mydev@lists.example.org", "bobdev@lists.example.org"];

    [EximFact]
    public void By_a_table_lists_go_to_the_pipe_and_mailboxes_their_own_way()
    {
        using var sandbox = new Sandbox("sendmail:/usr/sbin/sendmail");
        string list = sandbox.CreateList("dev", ["reader@r.example"], "author-check=none");
        string folder = Path.Combine(sandbox.Folder, "exim.etc");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "mailinglist.lists"), sandbox.Ok("setup", "exim", "--map").Output);
        using var exim = new IntegrationTests.Support.Exim(sandbox, MtaNeeds.None, ["--shared"], Mailboxes);

        Verify(exim, list);
    }

    [EximFact]
    public void By_the_agent_they_do_as_well_and_while_it_is_away_nobody_is_refused()
    {
        using var host = new EximAgentHost(["--shared"], Mailboxes);
        string list = host.NewList("dev");
        Assert.All(SmtpClient.Recipients(host.Port, Author, [list, Bob, .. Nobody]), answer => Assert.StartsWith("451", answer, StringComparison.Ordinal));
        host.StartAgent();

        Verify(host.Exim, list);
        host.NewList("closed", "posting=subscribers");
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Author, Some.Post(), "closed@lists.example.org", Bob), StringComparison.Ordinal);
        Assert.Equal(["bob@mailboxes.example"], Assert.Single(host.Sent()).Recipients);
        Assert.StartsWith("550", SmtpClient.Send(host.Port, Author, Some.Post(), "closed@lists.example.org"), StringComparison.Ordinal);
        host.Sandbox.Ok("deny", "add", list, "@evil.example");
        string[] answers = SmtpClient.Recipients(host.Port, "eve@evil.example", list, Bob);
        Assert.Contains("5.7.1 ", answers[0], StringComparison.Ordinal);
        Assert.Equal("250 Accepted", answers[1]);
        Assert.Empty(host.Exim.Panics);
    }

    [EximFact]
    public void A_message_to_a_mailbox_alone_does_not_wait_for_the_agent_at_its_end()
    {
        using var host = new EximAgentHost(["--shared"], Mailboxes);
        string list = host.NewList("dev");
        host.Sandbox.Ok("deny", "add", list, "@evil.example");
        host.StartAgent();
        using var client = new SmtpClient(host.Port);
        string[] answers = client.Begin("eve@evil.example", list, Bob);
        Assert.Contains("5.7.1 ", answers[0], StringComparison.Ordinal);
        Assert.Equal("250 Accepted", answers[1]);
        host.KillAgent();
        Assert.StartsWith("250 OK id=", client.End(Some.Post()), StringComparison.Ordinal);
        Assert.Empty(host.Exim.Panics);
    }

    private static void Verify(IntegrationTests.Support.Exim exim, string list)
    {
        Assert.All(SmtpClient.Recipients(exim.Port, Author, [.. Ours, Bob]), answer => Assert.Equal("250 Accepted", answer));
        Assert.All(SmtpClient.Recipients(exim.Port, Author, Nobody), answer => Assert.Equal("550 no such mailbox", answer));
        Assert.All(Ours, address => Assert.Contains("router = mailinglist, transport = mailinglist_pipe", exim.Run("/usr/sbin/exim4", "-bt", address).Output, StringComparison.Ordinal));
        Assert.StartsWith("250 ", SmtpClient.Send(exim.Port, Author, Some.Post(), list, Bob), StringComparison.Ordinal);
        IReadOnlyList<Copy> copies = exim.WaitForCopies(2);
        exim.Sink.Clear();
        Assert.Contains(copies, copy => copy.Recipients.Contains("bob@mailboxes.example") && copy.ReturnPath == Author);
        Assert.Contains(copies, copy => copy.ReturnPath != Author && copy.ReturnPathList == "dev-bounces@lists.example.org");
    }
}
