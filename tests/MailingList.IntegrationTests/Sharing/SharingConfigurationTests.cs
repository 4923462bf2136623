using System.Net;
using System.Net.Sockets;

using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary><c>[consul]</c> in the configuration, and Consul's own variables in the environment.</summary>
public sealed class SharingConfigurationTests(OneConsul consul) : SharingTest(consul)
{
    [SharingTheory]
    [InlineData("adress = \"http://127.0.0.1:8500\"", "there is no key `adress` in [consul]")]
    [InlineData("address = 8500", "mailinglist.toml")]
    [InlineData("address = \"ftp://127.0.0.1\"", "the address \"ftp://127.0.0.1\" cannot be used")]
    [InlineData("address = \"http://127.0.0.1:8500/ui\"", "without a path or a password")]
    [InlineData("address = \"unix://consul.sock\"", "a socket is named by its whole path")]
    [InlineData("prefix = \"a//b\"", "the prefix \"a//b\" cannot be used")]
    [InlineData("token-file = \"/nonexistent/token\"", "the token file /nonexistent/token cannot be read")]
    [InlineData("token-file = \"/dev/null\"", "the token file /dev/null is empty")]
    [InlineData("token = \"two words\"", "not one line of printable ASCII")]
    [InlineData("cert-file = \"/nonexistent/cert.pem\"", "has no key")]
    [InlineData("key-file = \"/nonexistent/key.pem\"", "has no certificate")]
    [InlineData("pipe-budget = 0", "`pipe-budget`: 0 is not between 1 and 60000")]
    [InlineData("verb-budget = 60001", "`verb-budget`: 60001 is not between 1 and 60000")]
    [InlineData("claim-budget = -1", "`claim-budget`: -1 is not between 1 and 60000")]
    public void What_is_wrong_is_one_clear_line_and_posts_wait(string section, string said)
    {
        SharingHost host = Alone("mx1");
        string list = host.CreateList("dev", ["ann@a.example"]);
        host.Append($"[consul]\n{section}");
        Expect.Told(host.Run("sync"), 78, said);
        Expect.Told(host.Run("lists"), 78, said);
        Expect.TryAgain(host.Deliver(list, Some.Post()), said);
        Assert.Empty(host.Copies());
    }

    [SharingFact]
    public void Certificates_that_cannot_be_used_are_told_and_stop_no_post()
    {
        const string Said = "/nonexistent/ca.pem cannot be used";
        SharingHost host = Host("mx1").Join();
        string list = host.CreateList("dev", ["ann@a.example"]);
        host.Append("ca-file = \"/nonexistent/ca.pem\"");
        File.WriteAllText(host.Configuration, File.ReadAllText(host.Configuration).Replace("http://", "https://", StringComparison.Ordinal));
        Expect.Told(host.Run("sync"), 78, Said);
        Assert.Contains(Said, host.Ok("lists").Error, StringComparison.Ordinal);
        Expect.Done(host.Deliver(list, Some.Post()));
        Assert.Single(host.Copies());
        Assert.Contains(Said, host.LogText, StringComparison.Ordinal);
    }

    [SharingFact]
    public void The_environment_is_asked_where_the_configuration_is_silent()
    {
        SharingHost host = Made(new SharingHost("mx1", $"prefix = \"{Prefix}\""));
        host.SetVariable("CONSUL_HTTP_ADDR", Address);
        host.Join();
        Assert.Contains("feed/mx1.example.net", Store.Keys());
    }

    [SharingFact]
    public void The_configuration_wins_over_the_environment()
    {
        SharingHost host = Host("mx1");
        host.SetVariable("CONSUL_HTTP_ADDR", "http://127.0.0.1:1");
        host.Join();
        Assert.Contains("feed/mx1.example.net", Store.Keys());
    }

    [SharingFact]
    public void A_host_that_stands_alone_connects_to_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        SharingHost host = Alone("mx1");
        host.SetVariable("CONSUL_HTTP_ADDR", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        string list = host.CreateList("dev", ["ann@a.example"]);
        Expect.Done(host.Deliver(list, Some.Post()));
        host.Ok("subscribe", list, "bob@b.example");
        host.Ok("lists");
        host.Ok("rotate");
        Assert.Contains("mx1.example.net stands alone", host.Ok("status").Output, StringComparison.Ordinal);
        Assert.Contains("\"cluster\": null", host.Ok("status", "--json").Output, StringComparison.Ordinal);
        Expect.Told(host.Run("agent"), 78, "stands alone and needs no agent");
        Expect.Told(host.Run("sync"), 78, "stands alone");
        Expect.Told(host.Run("leave", "--yes"), 78, "stands alone");
        Assert.False(listener.Pending());
    }
}
