using System.Net;
using System.Net.Sockets;
using System.Text;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Milter.Support;

/// <summary>A client that says to Postfix what a test wants, and hears the whole answer.</summary>
internal sealed class SmtpClient : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly StreamReader _reader;

    internal SmtpClient(int port)
    {
        _client.Connect(IPAddress.Loopback, port);
        _client.ReceiveTimeout = (int)Wait.Long.TotalMilliseconds;
        _reader = new StreamReader(_client.GetStream(), Encoding.Latin1);
        Assert.StartsWith("220 ", Hear(), StringComparison.Ordinal);
        Assert.StartsWith("250", Say("EHLO client.example"), StringComparison.Ordinal);
    }

    /// <summary>The answers to RCPT for these recipients of one message, which then is given up.</summary>
    internal static string[] Recipients(int port, string sender, params string[] recipients)
    {
        using var client = new SmtpClient(port);
        return client.Begin(sender, recipients);
    }

    /// <summary>Sends a message to recipients that must be taken; the answer to its end.</summary>
    internal static string Send(int port, string sender, byte[] message, params string[] recipients)
    {
        using var client = new SmtpClient(port);
        Assert.All(client.Begin(sender, recipients), answer => Assert.StartsWith("250 ", answer, StringComparison.Ordinal));
        return client.End(message);
    }

    /// <summary>All that a client can type where it means this address, and Postfix understands: the final dot, the bang path, the percent hack, the source route.</summary>
    internal static string[] Spellings(string user, string domain) => [$"{user}@{domain}.", $"{domain}!{user}", $"{user}%{domain}", $"@relay.example:{user}@{domain}"];

    /// <summary>MAIL and RCPT; the answers to the latter.</summary>
    internal string[] Begin(string sender, params string[] recipients)
    {
        Assert.StartsWith("250 ", Say($"MAIL FROM:<{sender}>"), StringComparison.Ordinal);
        return [.. recipients.Select(recipient => Say($"RCPT TO:<{recipient}>"))];
    }

    /// <summary>DATA and a message; the answer to its end.</summary>
    internal string End(byte[] message)
    {
        Assert.StartsWith("354 ", Say("DATA"), StringComparison.Ordinal);
        return Say(Encoding.Latin1.GetString(message).Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n.");
    }

    internal string Say(string line)
    {
        _client.GetStream().Write(Encoding.Latin1.GetBytes(line + "\r\n"));
        return Hear();
    }

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
    }

    private string Hear()
    {
        var lines = new List<string>();
        do
        {
            lines.Add(_reader.ReadLine() ?? "closed");
        }
        while (lines[^1].Length > 3 && lines[^1][3] == '-');

        return string.Join('\n', lines);
    }
}
