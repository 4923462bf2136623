using System.Net;

using MailingList.Milter.Sockets;

namespace MailingList.Milter.Tests.Sockets;

public sealed class MilterAddressTests
{
    [Theory]
    [InlineData("inet:127.0.0.1:8891", "127.0.0.1", 8891)]
    [InlineData("inet:localhost:8891", "127.0.0.1", 8891)]
    [InlineData("inet:[::1]:8891", "::1", 8891)]
    [InlineData("inet6:[::1]:8891", "::1", 8891)]
    [InlineData("inet:192.0.2.1:0", "192.0.2.1", 0)]
    [InlineData("inet:8891@127.0.0.1", "127.0.0.1", 8891)]
    [InlineData("inet:8891@localhost", "127.0.0.1", 8891)]
    [InlineData("inet6:8891@::1", "::1", 8891)]
    [InlineData("inet6:8891@[::1]", "::1", 8891)]
    public void An_address_of_TCP_is_Postfixs_or_sendmails(string text, string host, int port)
    {
        var address = MilterAddress.Parse(text);
        Assert.Equal(new IPEndPoint(IPAddress.Parse(host), port), address.EndPoint);
        Assert.Null(address.Path);
        Assert.Equal(address, MilterAddress.Parse(address.ToString()));
    }

    [Theory]
    [InlineData("unix:/run/milter.sock")]
    [InlineData("local:/run/milter.sock")]
    public void A_Unix_socket_is_a_path(string text)
    {
        var address = MilterAddress.Parse(text);
        Assert.Equal(("/run/milter.sock", "unix:/run/milter.sock"), (address.Path, address.ToString()));
    }

    [Theory]
    [InlineData("", "unix:/path or inet:host:port")]
    [InlineData("/run/milter.sock", "unix:/path or inet:host:port")]
    [InlineData("tcp:127.0.0.1:8891", "unix:/path or inet:host:port")]
    [InlineData("unix:milter.sock", "whole path")]
    [InlineData("unix:", "whole path")]
    [InlineData("inet:", "IP address and a port")]
    [InlineData("inet:8891", "IP address and a port")]
    [InlineData("inet:8891:25", "IP address and a port")]
    [InlineData("inet:127.0.0.1: 25", "IP address and a port")]
    [InlineData("inet:127.0.0.1", "IP address and a port")]
    [InlineData("inet:127.0.0.1:70000", "IP address and a port")]
    [InlineData("inet:127.0.0.1:-1", "IP address and a port")]
    [InlineData("inet:::1:8891", "IP address and a port")]
    [InlineData("inet:mx.example.net:8891", "IP address and a port")]
    [InlineData("inet:127.0.0.1@8891", "IP address and a port")]
    public void What_is_no_address_is_refused_in_words(string text, string words)
    {
        Assert.False(MilterAddress.TryParse(text, out _, out string? problem));
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.Equal(problem, Assert.Throws<FormatException>(() => MilterAddress.Parse(text)).Message);
    }

    [Fact]
    public void A_path_that_is_too_long_is_refused_in_words()
    {
        Assert.False(MilterAddress.TryParse("unix:/" + new string('x', 108), out _, out string? problem));
        Assert.Contains("107", problem, StringComparison.Ordinal);
    }
}
