namespace MailingList.IntegrationTests.Support;

/// <summary>Where things are: the checkout that these tests were built from, and the native executable that `make` put into it.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string Executable { get; } = Path.Combine(Root, "out", "mailinglist");

    internal static string PrivatePostfix { get; } = Path.Combine(Root, "scripts", "private-postfix.sh");

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
