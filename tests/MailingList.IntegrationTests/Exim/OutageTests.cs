using MailingList.IntegrationTests.Exim.Support;
using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Exim;

/// <summary>Exim without the agent that it asks.</summary>
public sealed class OutageTests : IDisposable
{
    private const string Reader = "reader@dev.example";

    private readonly EximAgentHost _host = new();
    private readonly string _list;

    public OutageTests() => _list = _host.NewList("dev", "posting=subscribers");

    public void Dispose() => _host.Dispose();

    [EximFact]
    public void Lists_are_put_off_and_taken_when_the_agent_is_back_and_nobody_else_is_concerned()
    {
        using var client = new SmtpClient(_host.Port);
        // Often in one connection: each failure must leave Exim as it was.
        for (int i = 0; i < 5; i++)
        {
            string[] answers = client.Begin(Reader, _list, "nothing@lists.example.org", "postmaster@mx1.example.net");
            Assert.All(answers[..2], answer => Assert.Equal("451 4.3.0 the lists cannot be asked just now, try again later", answer));
            Assert.Equal("250 Accepted", answers[2]);
            Assert.Equal("250 Reset OK", client.Say("RSET"));
        }

        _host.StartAgent();
        Assert.Equal("250 Accepted", client.Begin(Reader, _list)[0]);
        _host.KillAgent();
        Assert.Equal("451 4.3.0 the lists cannot be asked just now, try again later", client.End(Some.Post(from: Reader)));
        _host.StartAgent();
        Assert.Equal("250 Accepted", client.Begin(Reader, _list)[0]);
        Assert.StartsWith("250 OK id=", client.End(Some.Post(from: Reader)), StringComparison.Ordinal);
        Assert.Equal([Reader], Assert.Single(_host.Sent()).Recipients);
        Assert.Empty(_host.Exim.Panics);
    }

    [EximFact]
    public void A_store_that_cannot_be_read_is_a_reason_to_try_again()
    {
        _host.StartAgent();
        string database = Path.Combine(_host.Sandbox.Data, "lists.db");
        File.Move(database, database + ".away");
        Assert.StartsWith("451", SmtpClient.Recipients(_host.Port, Reader, _list)[0], StringComparison.Ordinal);
        File.Move(database + ".away", database);
        Assert.Equal("250 Accepted", SmtpClient.Recipients(_host.Port, Reader, _list)[0]);
    }
}
