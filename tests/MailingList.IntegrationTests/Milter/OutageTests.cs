using System.Diagnostics;

using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Milter;

/// <summary>Whatever becomes of the agent or the store: the sender tries again, and nothing is lost.</summary>
public sealed class OutageTests : IDisposable
{
    private const string Author = "author@example.net";
    private const string Stranger = "stranger@s.example";
    private const string Reader = "reader@r.example";

    private readonly MtaHost _host = new(["--milter"]);
    private readonly string _list;

    public OutageTests() => _list = _host.Sandbox.CreateList("dev", [Reader], "posting=subscribers");

    public void Dispose() => _host.Dispose();

    [PostfixFact]
    public void Without_an_agent_everything_is_deferred_and_taken_when_it_is_back()
    {
        int port = _host.Postfix.Port;
        Assert.StartsWith("451 ", Smtp.Send(port, Reader, _list, Some.Post(from: Reader)), StringComparison.Ordinal);
        _host.StartAgent();
        Assert.StartsWith("250 ", Smtp.Send(port, Reader, _list, Some.Post(from: Reader)), StringComparison.Ordinal);
        _host.StopAgent();
        Assert.False(File.Exists(_host.SocketFile("milter.sock")));
        Assert.StartsWith("451 ", Smtp.Send(port, Reader, _list, Some.Post(from: Reader)), StringComparison.Ordinal);
        _host.StartAgent();
        Assert.StartsWith("250 ", Smtp.Send(port, Reader, _list, Some.Post(from: Reader)), StringComparison.Ordinal);
        Assert.Equal(2, _host.Sent().Count);
    }

    [PostfixFact]
    public void A_socket_that_a_killed_agent_left_behind_is_replaced()
    {
        _host.StartAgent().KillAgent();
        Assert.True(File.Exists(_host.SocketFile("milter.sock")));
        Assert.StartsWith("451 ", Smtp.Send(_host.Postfix.Port, Reader, _list, Some.Post(from: Reader)), StringComparison.Ordinal);
        _host.StartAgent();
        Assert.StartsWith("250 ", Smtp.Send(_host.Postfix.Port, Reader, _list, Some.Post(from: Reader)), StringComparison.Ordinal);
        Assert.Single(_host.Sent());
    }

    [PostfixFact]
    public void A_store_that_cannot_be_read_is_a_reason_to_try_again()
    {
        _host.StartAgent();
        string database = Path.Combine(_host.Sandbox.Data, "lists.db");
        UnixFileMode mode = File.GetUnixFileMode(database);
        string away = database + ".away";
        File.Move(database, away);
        string[] answers = SmtpClient.Recipients(_host.Postfix.Port, Author, _list, "nothing@lists.example.org", "a@elsewhere.example");
        Assert.All(answers[..2], answer => Assert.StartsWith("451 4.3.0 ", answer, StringComparison.Ordinal));
        Assert.StartsWith("250 ", answers[2], StringComparison.Ordinal);
        File.Move(away, database);
        Assert.Equal(mode, File.GetUnixFileMode(database));
        Assert.StartsWith("250 ", SmtpClient.Recipients(_host.Postfix.Port, Author, _list)[0], StringComparison.Ordinal);
    }

    [PostfixFact]
    public void Killed_and_started_again_under_load_it_refuses_what_is_to_be_refused_and_loses_nothing()
    {
        const int Messages = 300;
        _host.StartAgent();
        using Process wrong = Load("wrong", "nothing@lists.example.org");
        int killed = 0;
        int taken = 0;
        for (int i = 0; i < Messages; i++)
        {
            if (i % 60 == 30)
            {
                _host.KillAgent();
                // Nobody answers now.
                Assert.StartsWith("451 ", Smtp.Send(_host.Postfix.Port, Reader, _list, Some.Post(from: Reader)), StringComparison.Ordinal);
                _host.StartAgent();
                killed++;
            }

            bool isGood = i % 3 > 0;
            string from = isGood ? Reader : Stranger;
            string answer = Smtp.Send(_host.Postfix.Port, from, _list, Some.Post(from: from));
            Assert.True(answer.StartsWith(isGood ? "250 " : "550 5.7.1 ", StringComparison.Ordinal), $"{answer}\n{_host.Details}");
            taken += isGood ? 1 : 0;
        }

        Assert.False(wrong.HasExited);
        wrong.Kill();
        wrong.WaitForExit();
        Assert.True(killed > 3);
        Assert.DoesNotContain("to=<nothing@lists.example.org>, relay=", File.ReadAllText(Path.Combine(_host.Postfix.Folder, "log", "mail.log")), StringComparison.Ordinal);
        IReadOnlyList<Copy> sent = _host.Sent();
        Assert.Equal(taken, sent.Count);
        Assert.All(sent, copy => Assert.Equal([Reader], copy.Recipients));

        // -A: a refusal is no reason to end.
        Process Load(string name, string recipient) => Command.Start(
            "/usr/sbin/smtp-source", ["-A", "-s", "5", "-m", "1000000", "-l", "1000", "-f", $"{name}@example.net", "-t", recipient, $"inet:127.0.0.1:{_host.Postfix.Port}"]);
    }
}
