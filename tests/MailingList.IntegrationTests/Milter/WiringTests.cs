using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Milter;

/// <summary>The ways in which Postfix and the agent find each other: chroot or not, Unix or TCP, milter, lookups, or both.</summary>
public sealed class WiringTests
{
    private const string Author = "author@example.net";

    [PostfixFact]
    public void The_path_from_the_queue_directory_is_right_in_a_chroot_and_without()
    {
        int chrooted = Ports.Free();
        using var host = new MtaHost(
            ["--milter", "--socketmap"],
            masterLast: $"127.0.0.1:{chrooted} inet n - y - - smtpd\ncleanup unix n - y - 0 cleanup\nrewrite unix - - y - - trivial-rewrite\n");
        string list = host.Sandbox.CreateList("dev", ["ann@a.example"]);
        Assert.Contains("{ unix:mailinglist/milter.sock, ", host.Sandbox.Ok("setup", "postfix", "--milter").Output, StringComparison.Ordinal);
        host.StartAgent();
        foreach (int port in (int[])[host.Postfix.Port, chrooted])
        {
            Assert.StartsWith("550 5.1.1 ", Smtp.Send(port, Author, "nothing@lists.example.org", Some.Post()), StringComparison.Ordinal);
            Assert.StartsWith("550 5.7.1 ", Smtp.Send(port, string.Empty, list, Some.Post()), StringComparison.Ordinal);
            Assert.StartsWith("250 ", Smtp.Send(port, Author, list, Some.Post()), StringComparison.Ordinal);
            Assert.Equal(["ann@a.example"], Assert.Single(host.Sent()).Recipients);
        }

        Result check = host.Postfix.Run("/usr/sbin/postfix", "check");
        Assert.DoesNotContain("mailinglist", check.Output + check.Error, StringComparison.Ordinal);
    }

    [PostfixFact]
    public void By_TCP_it_is_the_same()
    {
        using var host = new MtaHost(["--milter", "--socketmap"], $"milter = \"inet:127.0.0.1:{Ports.Free()}\"\nlookup = \"inet:{Ports.Free()}@127.0.0.1\"\n");
        string list = host.Sandbox.CreateList("dev", ["ann@a.example"]);
        host.StartAgent();
        Assert.StartsWith("550 5.1.1 ", Smtp.Send(host.Postfix.Port, Author, "nothing@lists.example.org", Some.Post()), StringComparison.Ordinal);
        Assert.StartsWith("550 5.7.1 ", Smtp.Send(host.Postfix.Port, string.Empty, list, Some.Post()), StringComparison.Ordinal);
        Assert.StartsWith("250 ", Smtp.Send(host.Postfix.Port, Author, list, Some.Post()), StringComparison.Ordinal);
        Assert.Equal(["ann@a.example"], Assert.Single(host.Sent()).Recipients);
    }

    [PostfixFact]
    public void The_map_alone_refuses_what_is_no_list_at_RCPT_and_is_waited_for_while_it_is_gone()
    {
        using var host = new MtaHost(["--socketmap"], "lookup = \"unix:/var/spool/postfix/mailinglist/lookup.sock\"\nsocket-mode = \"0666\"\n");
        string list = host.Sandbox.CreateList("dev", ["ann@a.example"]);
        host.StartAgent();
        int port = host.Postfix.Port;
        string[] answers = SmtpClient.Recipients(port, Author, list, "DEV-Owner@Lists.Example.org", "dev+confirm+abc@lists.example.org", "nothing@lists.example.org", "dev-nothing@lists.example.org");
        Assert.All(answers[..3], answer => Assert.StartsWith("250 ", answer, StringComparison.Ordinal));
        Assert.All(answers[3..], answer => Assert.StartsWith("550 5.1.1 ", answer, StringComparison.Ordinal));
        Assert.StartsWith("250 ", Smtp.Send(port, Author, list, Some.Post()), StringComparison.Ordinal);
        Assert.Equal(["ann@a.example"], Assert.Single(host.Sent()).Recipients);

        host.KillAgent();
        Assert.StartsWith("451 4.3.0 ", SmtpClient.Recipients(port, Author, list)[0], StringComparison.Ordinal);
        Assert.StartsWith("250 ", SmtpClient.Recipients(port, Author, "a@elsewhere.example")[0], StringComparison.Ordinal);
        host.StartAgent();
        Assert.StartsWith("250 ", SmtpClient.Recipients(port, Author, list)[0], StringComparison.Ordinal);
    }

    [PostfixFact]
    public void A_list_and_a_mailbox_of_one_domain_each_go_their_way()
    {
        using var host = new MtaHost(["--shared", "--milter", "--socketmap"], mainFirst: $"mydestination = {Sandbox.Domain}\nmail_spool_directory = /var/spool/postfix/mailinglist/\n");
        host.Sandbox.CreateList("dev", ["ann@a.example"]);
        string subscribers = host.Sandbox.CreateList("private", ["bob@b.example"], "posting=subscribers");
        host.StartAgent();
        int port = host.Postfix.Port;
        const string Mailbox = $"{Sandbox.User}@{Sandbox.Domain}";
        string[] answers = SmtpClient.Recipients(port, string.Empty, Mailbox, "dev-request@lists.example.org", "nobody-there@lists.example.org", "dev-owner@lists.example.org");
        Assert.StartsWith("250 ", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("550 5.7.1 ", answers[1], StringComparison.Ordinal);
        Assert.StartsWith("550 5.1.1 ", answers[2], StringComparison.Ordinal);
        Assert.StartsWith("250 ", answers[3], StringComparison.Ordinal);

        // The list refuses; the mailbox has it all the same.
        Assert.StartsWith("250 ", SmtpClient.Send(port, Author, Some.Post("For the mailbox.\n"), subscribers, Mailbox), StringComparison.Ordinal);
        Assert.Empty(host.Sent());
        Assert.Single(Directory.EnumerateFiles(host.SocketFile(Sandbox.User), "*", SearchOption.AllDirectories));
        Assert.StartsWith("550 5.7.1 ", SmtpClient.Send(port, Author, Some.Post(), subscribers), StringComparison.Ordinal);
        // What is known is nobody's mailbox, and a list that comes is known at once.
        host.Sandbox.CreateList("new", ["carl@c.example"]);
        Assert.StartsWith("250 ", Smtp.Send(port, Author, "new@lists.example.org", Some.Post()), StringComparison.Ordinal);
        Assert.Equal(["carl@c.example"], Assert.Single(host.Sent()).Recipients);
    }
}
