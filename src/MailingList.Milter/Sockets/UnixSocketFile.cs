using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MailingList.Milter.Sockets;

/// <summary>The file that a Unix socket is: what stands in its place, and whom it lets in.</summary>
internal static class UnixSocketFile
{
    /// <summary>Takes a socket away that nobody listens on any more. Nothing else is touched.</summary>
    /// <exception cref="IOException">There is something else, or somebody who listens.</exception>
    internal static void RemoveStale(UnixDomainSocketEndPoint endPoint)
    {
        string path = endPoint.ToString();
        switch (Posix.TypeOf(path))
        {
            case null:
                return;
            case Posix.SocketType:
                break;
            default:
                // connect(2) would refuse a file in the same words as a socket that was left behind.
                throw new IOException($"{path} is in the way: it is no socket");
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(endPoint);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }
        catch (SocketException error)
        {
            throw new IOException($"nobody knows whether somebody listens on {path}: {error.Message}", error);
        }

        throw new IOException($"another process listens on {path}");
    }

    /// <summary>Gives the file to a group.</summary>
    /// <exception cref="IOException">There is no such group, or we may not.</exception>
    internal static void SetGroup(string path, string group)
    {
        uint id = uint.TryParse(group, out uint number) ? number : Posix.FindGroup(group) ?? throw new IOException($"there is no group '{group}'");
        if (Posix.ChangeOwner(path, Posix.SameUser, id) != 0)
        {
            throw new IOException($"{path} cannot be given to the group '{group}': {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
