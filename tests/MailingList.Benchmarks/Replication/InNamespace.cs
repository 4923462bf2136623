using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

using MailingList.TestSupport.Cluster;

using Microsoft.Win32.SafeHandles;

namespace MailingList.Benchmarks.Replication;

/// <summary>Sockets of this process in another network namespace: a socket stays where the thread was that made it.</summary>
internal static partial class InNamespace
{
    internal const int ConsulPort = 8500;

    private const int Network = 0x40000000; // CLONE_NEWNET

    /// <summary>A socket on a host, not bound or connected yet.</summary>
    internal static Socket Socket(ClusterHost host)
    {
        Socket? socket = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using SafeFileHandle file = File.OpenHandle(host.Network, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                socket = Enter(file, Network) == 0
                    ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
                    : throw new InvalidOperationException($"setns: {Marshal.GetLastPInvokeErrorMessage()}");
            }
            catch (Exception error) when (error is InvalidOperationException or IOException or SocketException)
            {
                failure = error;
            }
        });
        thread.Start(); // ends with this, so that nobody is in the namespace by mistake
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return socket!;
    }

    /// <summary>A connection to a host's Consul.</summary>
    internal static async Task<Socket> ConnectAsync(ClusterHost host, CancellationToken cancellation)
    {
        Socket socket = Socket(host);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, ConsulPort), cancellation);
        return socket;
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int Enter(SafeFileHandle file, int kind);
}
