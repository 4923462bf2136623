using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>Postfix asks the agent of a host whose Consul takes connections and says nothing.</summary>
public sealed class ConsulHangsTests(OneConsul consul) : SharingTest(consul)
{
    private const string Reader = "reader@r.example";

    [SharingPostfixFact]
    public void Pitfall_13_who_asks_does_not_wait_for_Consul()
    {
        TcpProxy network = Made(new TcpProxy(new Uri(Address).Port));
        MtaHost host = Made(new MtaHost(["--milter"], $"{MtaHost.UnixSockets}\n[consul]\naddress = \"http://127.0.0.1:{network.Port}\"\nprefix = \"{Prefix}\"\n"));
        host.Sandbox.Ok("join", "--yes");
        string list = host.Sandbox.CreateList("dev", [Reader], "posting=subscribers");
        host.StartAgent();
        network.Mode = TcpProxyMode.Silent;
        network.Cut();

        using var client = new SmtpClient(host.Postfix.Port);
        Assert.Collection(
            client.Begin(Reader, list, "nothing@lists.example.org", "dev-confirm+nothing@lists.example.org"),
            answer => Assert.StartsWith("250 ", answer, StringComparison.Ordinal),
            answer => Assert.StartsWith("550 5.1.1 ", answer, StringComparison.Ordinal),
            answer => Assert.StartsWith("550 5.1.1 ", answer, StringComparison.Ordinal));
        Assert.StartsWith("250 ", client.End(Some.Post(from: Reader)), StringComparison.Ordinal);
        Assert.StartsWith("550 5.7.1 ", SmtpClient.Send(host.Postfix.Port, "eve@e.example", Some.Post(from: "eve@e.example"), list), StringComparison.Ordinal);
        Assert.Single(host.Sent());
    }
}
