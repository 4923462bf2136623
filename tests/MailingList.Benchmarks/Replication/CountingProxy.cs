using System.Net;
using System.Net.Sockets;

using MailingList.TestSupport.Cluster;

namespace MailingList.Benchmarks.Replication;

/// <summary>Stands on a host between its mailinglist and its Consul, passes everything on, and counts the bytes in both directions.</summary>
internal sealed class CountingProxy : IDisposable
{
    internal const int Port = 8501;

    private readonly ClusterHost _host;
    private readonly Socket _listener;
    private long _bytes;

    internal CountingProxy(ClusterHost host)
    {
        _host = host;
        _listener = InNamespace.Socket(host);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>All that has passed: HTTP's headers are in it, TCP's are not.</summary>
    internal long Bytes => Interlocked.Read(ref _bytes);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // That was all.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            client.NoDelay = true;
            using Socket server = await InNamespace.ConnectAsync(_host, CancellationToken.None);
            await Task.WhenAll(PassAsync(client, server), PassAsync(server, client));
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[65536];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer)) > 0)
            {
                Interlocked.Add(ref _bytes, read);
                for (int sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent..read));
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The other side of it ends too.
            to.Close();
        }
        catch (ObjectDisposedException)
        {
            // It has.
        }
    }
}
