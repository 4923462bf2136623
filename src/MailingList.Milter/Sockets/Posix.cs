using System.Runtime.InteropServices;

namespace MailingList.Milter.Sockets;

/// <summary>What .NET does not know of files: their types, and their groups.</summary>
internal static unsafe partial class Posix
{
    /// <summary>S_IFSOCK of inode(7).</summary>
    internal const int SocketType = 0xC000;

    /// <summary>(uid_t)-1: chown(2) leaves the user as it is.</summary>
    internal const uint SameUser = uint.MaxValue;

    private const int TypeMask = 0xF000; // S_IFMT
    private const int FromHere = -100; // AT_FDCWD
    private const int NotThroughLinks = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint TypeOnly = 1; // STATX_TYPE
    private const int StatusSize = 256; // struct statx, the same on all architectures
    private const int ModeAt = 28; // stx_mode
    private const int NoEntry = 2; // ENOENT
    private const int GroupSize = 1 << 16;

    /// <summary>What a name stands for (S_IFMT of inode(7)), or null where there is nothing.</summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    internal static int? TypeOf(string path)
    {
        byte* status = stackalloc byte[StatusSize];
        if (Status(FromHere, path, NotThroughLinks, TypeOnly, status) == 0)
        {
            return MemoryMarshal.Read<ushort>(new ReadOnlySpan<byte>(status + ModeAt, sizeof(ushort))) & TypeMask;
        }

        return Marshal.GetLastPInvokeError() == NoEntry ? null : throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>A group's number, or null where there is no such group.</summary>
    internal static uint? FindGroup(string name)
    {
        Group group;
        Group* found;
        fixed (byte* buffer = new byte[GroupSize])
        {
            return FindGroup(name, &group, buffer, GroupSize, &found) == 0 && found is not null ? group.Id : null;
        }
    }

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint wanted, byte* status);

    [LibraryImport("libc", EntryPoint = "getgrnam_r", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FindGroup(string name, Group* group, byte* buffer, nuint size, Group** found);

    // struct group of glibc and musl.
    [StructLayout(LayoutKind.Sequential)]
    private struct Group
    {
        public byte* Name;
        public byte* Password;
        public uint Id;
        public byte** Members;
    }
}
