using System.Text;

using MailingList.Replication.Consul;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul.Support;

/// <summary>Makes any valid thing, of which a test changes the one part that it is about.</summary>
internal static class Some
{
    internal const int TooManyBytes = ConsulClient.LargestValue + 1;

    /// <summary>Longer than any call takes that is answered at all.</summary>
    internal static readonly TimeSpan LongTime = TimeSpan.FromSeconds(30);

    /// <summary>The time limit of a call that is not answered.</summary>
    internal static readonly TimeSpan ShortTime = TimeSpan.FromMilliseconds(300);

    internal static ConsulOptions Options(Uri address) => new(address, "test/" + Guid.NewGuid().ToString("N")) { Timeout = LongTime };

    internal static ConsulOptions OptionsOfPort(int port) => Options(new Uri($"http://127.0.0.1:{port}"));

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    internal static string Text(KeyValue? entry)
    {
        Assert.NotNull(entry);
        return Encoding.UTF8.GetString(entry.Value.Span);
    }

    internal static string Name() => "some-" + Guid.NewGuid().ToString("N");

    internal static int ClosedPort() => LoopbackPorts.Next();
}
