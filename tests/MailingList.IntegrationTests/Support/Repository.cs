namespace MailingList.IntegrationTests.Support;

/// <summary>Where things are: the checkout that these tests were built from, and the native executable that `make` put into it.</summary>
/// <remarks>The executable is used from a copy: a checkout may lie where only root can look, and Postfix runs it as another user.</remarks>
internal static class Repository
{
    private static readonly Lazy<string> Copied = new(CopyForEverybody);

    internal static string Root { get; } = FindRoot();

    internal static string Built { get; } = Path.Combine(Root, "out", "mailinglist");

    internal static string Executable => Copied.Value;

    private static string CopyForEverybody()
    {
        string folder = Directory.CreateTempSubdirectory("mailinglist-executable-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        const UnixFileMode All = (UnixFileMode)0b111_101_101;
        File.SetUnixFileMode(folder, All);
        foreach (string name in (string[])["mailinglist", "libe_sqlite3.so"])
        {
            string copy = Path.Combine(folder, name);
            File.Copy(Path.Combine(Root, "out", name), copy);
            File.SetUnixFileMode(copy, All);
        }

        return Path.Combine(folder, "mailinglist");
    }

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "MailingList.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("these tests run from a checkout: there is no MailingList.sln above them");
    }
}
