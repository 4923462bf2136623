using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Microsoft.Data.Sqlite;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>A host that goes on alone, with a real Postfix: Consul is gone, and of the others nothing was heard for longer than an agent waits for news.</summary>
public sealed class OutOfTouchTests(OneConsul consul) : SharingTest(consul)
{
    private const string Author = "author@example.net";
    private const string Known = "dev@lists.example.org";
    private const string Unknown = "new-elsewhere@lists.example.org";

    [SharingPostfixFact]
    public void Mail_for_mailboxes_of_a_shared_domain_does_not_wait_and_known_lists_work()
    {
        using MtaHost host = Deserted(["--shared", "--milter", "--socketmap"], $"mydestination = {Sandbox.Domain}\nmail_spool_directory = /var/spool/postfix/mailinglist/\n");
        string[] answers = SmtpClient.Recipients(host.Postfix.Port, Author, $"{Sandbox.User}@{Sandbox.Domain}", Known, "dev-owner@lists.example.org", Unknown);
        Assert.All(answers[..3], answer => Assert.StartsWith("250 ", answer, StringComparison.Ordinal));
        Assert.StartsWith("550 5.1.1 ", answers[3], StringComparison.Ordinal);

        Assert.StartsWith("250 ", SmtpClient.Send(host.Postfix.Port, Author, Some.Post(), Known, $"{Sandbox.User}@{Sandbox.Domain}"), StringComparison.Ordinal);
        Assert.Equal(["ann@a.example"], Assert.Single(host.Sent()).Recipients);
        Assert.Single(Directory.EnumerateFiles(host.SocketFile(Sandbox.User), "*", SearchOption.AllDirectories));
    }

    [SharingPostfixFact]
    public void In_a_domain_of_its_own_a_list_may_be_new_elsewhere_and_its_mail_is_not_refused()
    {
        using MtaHost host = Deserted(["--socketmap"]);
        string[] answers = SmtpClient.Recipients(host.Postfix.Port, Author, Known, Unknown, "somebody@elsewhere.example");
        Assert.StartsWith("250 ", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("451 4.3.0 ", answers[1], StringComparison.Ordinal);
        Assert.StartsWith("250 ", answers[2], StringComparison.Ordinal);
    }

    [SharingPostfixFact]
    public void That_it_cannot_be_said_now_costs_no_connection_to_the_database()
    {
        using MtaHost host = Deserted(["--milter"]);
        using var client = new SmtpClient(host.Postfix.Port);
        Assert.StartsWith("250 ", client.Begin(Author, Known)[0], StringComparison.Ordinal);
        Assert.StartsWith("451 4.3.0 ", client.Say($"RCPT TO:<{Unknown}>"), StringComparison.Ordinal);

        // Whoever opens it now does not find it.
        string database = Path.Combine(host.Sandbox.Data, "lists.db");
        File.Move(database, database + ".away");
        Assert.StartsWith("250 ", client.Say("RCPT TO:<dev-owner@lists.example.org>"), StringComparison.Ordinal);
        File.Move(database + ".away", database);
    }

    private MtaHost Deserted(string[] setup, string mainFirst = "")
    {
        TcpProxy network = Made(new TcpProxy(new Uri(Address).Port));
        var host = new MtaHost(setup, mainFirst: mainFirst);
        File.AppendAllText(host.Sandbox.Configuration, $"\n[consul]\naddress = \"http://127.0.0.1:{network.Port}\"\nprefix = \"{Prefix}\"\n");
        host.Sandbox.Ok("join", "--yes");
        host.Sandbox.CreateList("dev", ["ann@a.example"]);
        network.Cut();
        network.Mode = TcpProxyMode.Refuse;
        using (SqliteConnection connection = host.Sandbox.OpenDatabase())
        using (SqliteCommand longAgo = connection.CreateCommand())
        {
            longAgo.CommandText = "UPDATE exchange SET exchange = exchange - 3600000";
            longAgo.ExecuteNonQuery();
        }

        return host.StartAgent();
    }
}
