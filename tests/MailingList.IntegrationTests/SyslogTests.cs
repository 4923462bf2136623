using System.Net.Sockets;
using System.Text;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>What the local syslog is told, on a socket in the place of /dev/log that only the process under test sees.</summary>
public sealed class SyslogTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public SyslogTests() => _sandbox.Set("log", "syslog");

    public void Dispose() => _sandbox.Dispose();

    [RootFact]
    public void A_post_is_one_line_whatever_strangers_wrote_into_it()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example"]);
        string path = Path.Combine(_sandbox.Folder, "log.sock");
        using var syslog = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        syslog.Bind(new UnixDomainSocketEndPoint(path));
        Sandbox.OpenToAll(path);
        syslog.ReceiveTimeout = (int)Wait.Long.TotalMilliseconds;

        Expect.Done(Deliver(list, $"ln -s {path} /dev/log"));

        byte[] datagram = new byte[4096];
        string line = Encoding.UTF8.GetString(datagram, 0, syslog.Receive(datagram));
        // RFC 3164: facility mail (2) times 8, severity informational (6).
        Assert.Matches(@"^<22>[A-Z][a-z]{2} [0-9]{2} [0-9:]{8} mailinglist\[[0-9]+\]: to=dev@lists\.example\.org from=<author@example\.net> message-id=<x +forged: line@example\.net> size=[0-9]+ distributed recipients=1 batches=1$", line);
    }

    [RootFact]
    public void Without_a_syslog_mail_goes_on()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example"]);
        Expect.Done(Deliver(list, ":"));
        Assert.Single(_sandbox.Copies());
    }

    private Result Deliver(string list, string prepare) => Command.Run(
        "/usr/bin/unshare",
        [
            "--mount", "--propagation", "private", "sh", "-ec",
            $"mount -t tmpfs -o mode=755 tmpfs /dev; mknod -m 666 /dev/null c 1 3; mknod -m 666 /dev/urandom c 1 9; {prepare}; exec {Repository.Executable} deliver --sender author@example.net --recipient {list}",
        ],
        Some.Bytes("From: a@b.example\nMessage-ID: <x\r\n \x1b forged: line@example.net>\n\nHello.\n"),
        _sandbox.Environment());
}
