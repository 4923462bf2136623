using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailingList.Replication.Tests.Consul.Support;

/// <summary>A server that sends what a test wants whatever it is asked, and then closes the connection.</summary>
internal sealed class OddServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private readonly Func<string, int, Stream, Task> _answer;

    internal OddServer(Func<string, int, Stream, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    /// <param name="answers">The answers, one a connection; the last for all others.</param>
    internal OddServer(params string[] answers)
        : this((_, connection, stream) => stream.WriteAsync(Encoding.Latin1.GetBytes(answers[Math.Min(connection, answers.Length) - 1])).AsTask())
    {
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections there were.</summary>
    internal int Connections { get; private set; }

    internal static string Ok(string body, string header = "X-Consul-Index: 7\r\n") => Answer("200 OK", body, header);

    internal static string Answer(string status, string body, string header = "") =>
        $"HTTP/1.1 {status}\r\n{header}Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                Connections++;
                await AnswerAsync(client.GetStream(), Connections);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream, int connection)
    {
        try
        {
            byte[] buffer = new byte[65_536];
            int length = 0;
            string request;
            do
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length));
                length += read;
                request = Encoding.Latin1.GetString(buffer, 0, length);
                if (read == 0)
                {
                    return;
                }
            }
            while (!request.Contains("\r\n\r\n", StringComparison.Ordinal));

            await _answer(request, connection, stream);
        }
        catch (IOException)
        {
            // The client has had enough.
        }
    }
}
