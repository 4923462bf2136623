using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Postfix;

/// <summary>The world outside: takes all mail that Postfix sends on.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private readonly Channel<Arrival> _arrivals = Channel.CreateUnbounded<Arrival>();

    internal SmtpSink()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next message.</summary>
    internal async Task<Arrival> NextAsync() => await _arrivals.Reader.ReadAsync().AsTask().WaitAsync(MtaClient.Patience);

    /// <summary>Whether there is nothing that nobody has asked for.</summary>
    internal bool IsEmpty => _arrivals.Reader.Count == 0;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TakeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Over.
        }
    }

    private async Task TakeAsync(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            try
            {
                await writer.WriteLineAsync("220 sink.example.net ESMTP");
                await ConverseAsync(reader, writer);
            }
            catch (IOException)
            {
                // Postfix has had enough.
            }
        }
    }

    private async Task ConverseAsync(StreamReader reader, StreamWriter writer)
    {
        string sender = string.Empty;
        var recipients = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            string answer = "250 2.0.0 ok";
            switch (line.Split(' ')[0])
            {
                case "EHLO":
                    answer = "250-sink.example.net\r\n250-DSN\r\n250-8BITMIME\r\n250 SMTPUTF8";
                    break;
                case "MAIL":
                    sender = line["MAIL FROM:".Length..];
                    recipients.Clear();
                    break;
                case "RCPT":
                    recipients.Add(line["RCPT TO:".Length..]);
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    _arrivals.Writer.TryWrite(new Arrival(sender, [.. recipients], await TextAsync(reader)));
                    break;
                case "QUIT":
                    return;
            }

            await writer.WriteLineAsync(answer);
        }
    }

    private static async Task<string> TextAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        }

        return text.ToString();
    }
}
