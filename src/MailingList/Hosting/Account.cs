using System.Runtime.InteropServices;

using MailingList.Core.Failures;

namespace MailingList.Hosting;

/// <summary>The user that the program runs as: root becomes the configured one before anything of the lists is opened.</summary>
internal static unsafe partial class Account
{
    // passwd(5) in memory, glibc and musl on Linux: name, password, uid, gid, …
    private const int UserIdAt = 2;

    /// <summary>Whether this is root.</summary>
    internal static bool IsRoot => EffectiveUserId() == 0;

    /// <summary>Lets nobody but the user and its group read what is made: subscribers' addresses are in it.</summary>
    internal static void KeepFilesPrivate() => _ = SetMask(0x17); // 027

    /// <summary>What a user's files must belong to.</summary>
    /// <exception cref="Failure">There is no such user, or it is root.</exception>
    internal static (uint User, uint Group) Find(string name)
    {
        nint entry = FindByName(name);
        if (entry == 0)
        {
            throw Failure.Configuration($"there is no user '{name}': make it (useradd --system {name}), or set `user` in the configuration");
        }

        uint* ids = (uint*)(entry + (UserIdAt * IntPtr.Size));
        return ids[0] != 0
            ? (ids[0], ids[1])
            : throw Failure.Configuration($"`user` may not be root ('{name}'): mail is handled without privileges");
    }

    /// <summary>Gives up root for good; nothing for everybody else.</summary>
    /// <exception cref="Failure">It cannot be done.</exception>
    internal static void Become(string name)
    {
        if (!IsRoot)
        {
            return;
        }

        (uint user, uint group) = Find(name);
        // In this order: after setuid the others are not allowed any more.
        if (SetGroups(name, group) != 0 || SetGroup(group) != 0 || SetUser(user) != 0)
        {
            throw Failure.Temporary($"cannot become the user '{name}': {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Gives a file or folder to a user.</summary>
    /// <exception cref="Failure">It cannot be done.</exception>
    internal static void Give(string path, string name)
    {
        (uint user, uint group) = Find(name);
        if (ChangeOwner(path, user, group) != 0)
        {
            throw Failure.Temporary($"{path} cannot be given to '{name}': {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getpwnam", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint FindByName(string name);

    [LibraryImport("libc", EntryPoint = "initgroups", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetGroups(string user, uint group);

    [LibraryImport("libc", EntryPoint = "setgid", SetLastError = true)]
    private static partial int SetGroup(uint group);

    [LibraryImport("libc", EntryPoint = "setuid", SetLastError = true)]
    private static partial int SetUser(uint user);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
