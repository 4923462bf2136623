using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailingList.IntegrationTests.Support;

/// <summary>Sends messages by SMTP byte for byte, as no mail library would.</summary>
internal static class Smtp
{
    /// <summary>Sends one message; returns the server's answer to its end, or to the command that it refused.</summary>
    internal static string Send(int port, string sender, string recipient, byte[] message)
    {
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, port);
        client.ReceiveTimeout = (int)Wait.Long.TotalMilliseconds;
        using NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);

        string Say(byte[] bytes)
        {
            stream.Write(bytes);
            string? line = reader.ReadLine();
            while (line is not null && line.Length > 3 && line[3] == '-')
            {
                line = reader.ReadLine();
            }

            return line ?? throw new IOException("the server hung up");
        }

        string Command(string line) => Say(Encoding.UTF8.GetBytes(line + "\r\n"));

        string answer = Say([]);
        foreach (string line in (string[])["EHLO client.example", $"MAIL FROM:<{sender}>", $"RCPT TO:<{recipient}>", "DATA"])
        {
            answer = Command(line);
            if (answer[0] is not ('2' or '3'))
            {
                return answer;
            }
        }

        // RFC 5321 sections 2.3.8 and 4.5.2: line ends are CRLF, and a dot in front is doubled.
        string text = Encoding.Latin1.GetString(message).Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";
        string data = text.Replace("\n.", "\n..", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        answer = Say(Encoding.Latin1.GetBytes((data[0] == '.' ? "." : string.Empty) + data + ".\r\n"));
        Command("QUIT");
        return answer;
    }
}
