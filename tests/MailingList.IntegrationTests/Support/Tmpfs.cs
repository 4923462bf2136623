using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>A file system of its own in memory, small enough to be filled.</summary>
internal sealed class Tmpfs : IDisposable
{
    private const int PageSize = 4096;

    private readonly string _folder;

    internal Tmpfs(string folder, string size)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Run("/bin/mount", "-t", "tmpfs", "-o", $"size={size},mode=0777", "tmpfs", folder);
    }

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Leaves room for so many pages of 4096 bytes.</summary>
    internal void Fill(int leave = 0)
    {
        byte[] page = new byte[PageSize];
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

        file.SetLength(file.Length - (leave * PageSize));
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
