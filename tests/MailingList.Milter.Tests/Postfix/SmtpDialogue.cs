using System.Net;
using System.Net.Sockets;
using System.Text;

using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Postfix;

/// <summary>A client that says to Postfix what a test wants, and hears the whole answer.</summary>
internal sealed class SmtpDialogue : IDisposable
{
    private readonly TcpClient _client;

    private readonly StreamReader _reader;

    private SmtpDialogue(TcpClient client)
    {
        _client = client;
        _reader = new StreamReader(client.GetStream(), Encoding.Latin1);
    }

    /// <summary>One that has been greeted, and has said EHLO.</summary>
    internal static async Task<SmtpDialogue> StartAsync(int port, string name = "client.example.net")
    {
        SmtpDialogue dialogue = await ConnectAsync(port);
        Assert.StartsWith("220 ", await dialogue.HearAsync(), StringComparison.Ordinal);
        Assert.StartsWith("250", await dialogue.SayAsync($"EHLO {name}"), StringComparison.Ordinal);
        return dialogue;
    }

    internal static async Task<SmtpDialogue> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        return new SmtpDialogue(client);
    }

    /// <summary>Says a line; the answer's lines come with LF between them.</summary>
    internal async Task<string> SayAsync(string line)
    {
        await WriteAsync(line + "\r\n");
        return await HearAsync();
    }

    internal async Task WriteAsync(string text) => await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>A whole message to these recipients, all of which are taken; the answer to its end comes back.</summary>
    /// <param name="text">Its header and body, with LF.</param>
    /// <param name="recipients">To whom.</param>
    internal async Task<string> SendAsync(string text, params string[] recipients)
    {
        Assert.StartsWith("250 ", await SayAsync("MAIL FROM:<author@example.net>"), StringComparison.Ordinal);
        foreach (string recipient in recipients)
        {
            Assert.StartsWith("250 ", await SayAsync($"RCPT TO:<{recipient}>"), StringComparison.Ordinal);
        }

        return await DataAsync(text);
    }

    /// <summary>DATA and the message; the answer to its end comes back.</summary>
    internal async Task<string> DataAsync(string text)
    {
        Assert.StartsWith("354 ", await SayAsync("DATA"), StringComparison.Ordinal);
        return await SayAsync(text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n.");
    }

    internal async Task<string> HearAsync()
    {
        var lines = new List<string>();
        do
        {
            lines.Add(await _reader.ReadLineAsync().WaitAsync(MtaClient.Patience) ?? "closed");
        }
        while (lines[^1].Length > 3 && lines[^1][3] == '-');

        return string.Join('\n', lines);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
    }
}
