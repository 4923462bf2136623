using System.Net.Sockets;

namespace MailingList.Replication.Consul;

/// <summary>The connections to an agent: to the address that was configured, and nowhere else.</summary>
internal static class ConsulHandler
{
    internal static HttpMessageInvoker For(ConsulOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = options.Timeout,
            // Nobody listens to traces of ours, and each request would pay for them.
            ActivityHeadersPropagator = null,
        };
        if (options.IsTls)
        {
            handler.SslOptions = ConsulTls.For(options);
        }

        if (options.IsUnixSocket)
        {
            handler.ConnectCallback = (_, cancellation) => ConnectAsync(options.Address.LocalPath, cancellation);
        }

        return new HttpMessageInvoker(handler);
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
