using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>A file system of its own in memory, small enough to be filled.</summary>
internal sealed class Tmpfs : IDisposable
{
    private readonly string _folder;

    internal Tmpfs(string folder, string size)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Run("/bin/mount", "-t", "tmpfs", "-o", $"size={size},mode=0777", "tmpfs", folder);
    }

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Leaves no room for a single page.</summary>
    internal void Fill()
    {
        byte[] page = new byte[4096];
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(page);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Makes room again.</summary>
    internal void MakeRoom() => File.Delete(Ballast);

    public void Dispose() => Run("/bin/umount", _folder);

    private static void Run(string program, params string[] arguments)
    {
        Result result = Command.Run(program, arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
