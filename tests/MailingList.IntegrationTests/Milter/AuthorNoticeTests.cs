using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Milter;

/// <summary>The letter to the author of a message that one of its lists did not take, where it cannot be written at once.</summary>
public sealed class AuthorNoticeTests
{
    private const string Signed = $"sue@{DmarcMilter.Signed}";
    private const string Found = $"Received: from a by mx1.example.net; Mon, 23 Nov 2026 05:00:00 +0000\nAuthentication-Results: mx1.example.net; dmarc=pass header.from={DmarcMilter.Signed}\n";

    // For as long as the agent lives.
    private const string Hangs = "touch begun; while kill -0 $PPID 2> /dev/null; do sleep 0.02; done";

    [PostfixFact]
    public void What_is_refused_while_the_agent_stops_is_told_all_the_same()
    {
        using var dmarc = new DmarcMilter();
        using var host = new MtaHost(["--milter"]);
        host.Sandbox.Set("authserv-id", "mx1.example.net");
        string main = Path.Combine(host.Postfix.Folder, "etc", "main.cf");
        File.WriteAllText(main, File.ReadAllText(main).Replace("smtpd_milters = ", $"smtpd_milters = {dmarc.Address}, ", StringComparison.Ordinal));
        host.Postfix.Reload();
        string open = host.Sandbox.CreateList("open", ["reader@open.example"]);
        string closed = host.Sandbox.CreateList("closed", ["reader@closed.example"], "posting=subscribers", "author-check=none");
        host.StartAgent();
        using var client = new SmtpClient(host.Postfix.Port);
        Assert.All(client.Begin(Signed, open, closed), answer => Assert.StartsWith("250 ", answer, StringComparison.Ordinal));

        host.TellAgentToStop();
        // It lets nobody in any more, and waits for this message.
        Wait.Until(() => !File.Exists(host.SocketFile("milter.sock")), "the agent stops", () => host.Details);
        Assert.StartsWith("250 ", client.End(Some.Post(from: Signed)), StringComparison.Ordinal);
        host.WaitForAgentToEnd();

        Assert.Contains("to=closed@lists.example.org author told: ", host.Log, StringComparison.Ordinal);
        Assert.Equal(["reader@open.example", Signed], host.Sent().SelectMany(copy => copy.Recipients).Order(StringComparer.Ordinal));
    }

    [ExecutableFact]
    public void Letters_that_wait_when_it_is_to_stop_are_written()
    {
        using var host = new Host($"[ $call -ne 1 ] || {{ {Hangs}; }}\n{FakeSendmail.Takes}");
        host.Refuse(1);
        Wait.Until(() => host.Sendmail.HasNote(1, "begun"), "a letter is on its way", () => host.Sandbox.LogText);
        host.Refuse(2);
        Result stopped = host.Sandbox.StopAgent();
        Assert.Equal((0, string.Empty), (stopped.ExitCode, stopped.Error));
        FakeCall call = Assert.Single(host.Sendmail.Calls, call => call.Message is not null);
        Assert.Equal([$"author2@{DmarcMilter.Signed}"], call.Recipients);
    }

    [ExecutableFact]
    public void Who_is_not_told_because_too_many_are_to_be_told_is_in_the_log()
    {
        using var host = new Host(Hangs);
        host.Refuse(0);
        Wait.Until(() => host.Sendmail.HasNote(1, "begun"), "a letter is on its way", () => host.Sandbox.LogText);
        for (int i = 0; i < 1000; i++)
        {
            host.Refuse(i);
        }

        Assert.DoesNotContain("author not told", host.Sandbox.LogText, StringComparison.Ordinal);
        host.Refuse(1);
        Assert.Contains("to=closed@lists.example.org author not told: ", host.Sandbox.LogText, StringComparison.Ordinal);
    }

    /// <summary>A host whose agent is asked as Exim asks, with a script in sendmail's place.</summary>
    private sealed class Host : IDisposable
    {
        private readonly int _port = Ports.Free();

        internal Host(string sendmail)
        {
            Sandbox = new SharingHost("mx1", null);
            Sandbox.Append($"[agent]\nlookup = \"inet:127.0.0.1:{_port}\"\n");
            Sandbox.Set("authserv-id", "mx1.example.net");
            Sendmail = new FakeSendmail(Sandbox, sendmail);
            Sandbox.CreateList("closed", ["reader@r.example"], "posting=subscribers", "author-check=none");
            Sandbox.StartAgent();
        }

        internal SharingHost Sandbox { get; }

        internal FakeSendmail Sendmail { get; }

        /// <summary>A message of an author to a list that does not take it, and to somebody else who does.</summary>
        internal void Refuse(int author)
        {
            string from = $"author{author}@{DmarcMilter.Signed}";
            string header = Found + Some.Text(Some.Post(string.Empty, from));
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, _port);
            using NetworkStream stream = client.GetStream();
            stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"data\t{from}\t10\t{header.Length}\tclosed@lists.example.org, friend@f.example\n{header}")));
            client.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream);
            Assert.Equal("OK\tclosed@lists.example.org", reader.ReadToEnd());
        }

        public void Dispose() => Sandbox.Dispose();
    }
}
