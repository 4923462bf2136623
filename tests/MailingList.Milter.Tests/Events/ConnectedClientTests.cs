using System.Net;

using MailingList.Milter.Events;

namespace MailingList.Milter.Tests.Events;

public sealed class ConnectedClientTests
{
    [Theory]
    [InlineData("localhost\04\xc6\x30" + "127.0.0.1\0", "localhost", ClientFamily.IPv4, 50_736, "127.0.0.1")]
    [InlineData("[192.0.2.1]\04\0\0" + "192.0.2.1\0", "[192.0.2.1]", ClientFamily.IPv4, 0, "192.0.2.1")]
    [InlineData("mx.example.net\06\0\x19" + "2001:db8::1\0", "mx.example.net", ClientFamily.IPv6, 25, "2001:db8::1")]
    [InlineData("mx.example.net\06\0\x19" + "IPv6:2001:db8::1\0", "mx.example.net", ClientFamily.IPv6, 25, "2001:db8::1")]
    [InlineData("mx.example.net\06\0\x19" + "[2001:db8::1]\0", "mx.example.net", ClientFamily.IPv6, 25, "2001:db8::1")]
    [InlineData("mx.example.net\04\0\x19" + "nonsense\0", "mx.example.net", ClientFamily.IPv4, 25, null)]
    [InlineData("localhost\0L\0\0/run/socket\0", "localhost", ClientFamily.Unix, 0, null)]
    [InlineData("unknown\0U", "unknown", ClientFamily.Unknown, 0, null)]
    public void A_client_is_read(string data, string name, ClientFamily family, int port, string? address)
    {
        var client = ConnectedClient.Read([.. data.Select(c => (byte)c)]);
        Assert.Equal((name, family, port), (client.Name, client.Family, client.Port));
        Assert.Equal(address is null ? null : IPAddress.Parse(address), client.IPAddress);
    }
}
