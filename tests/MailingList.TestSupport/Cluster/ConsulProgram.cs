namespace MailingList.TestSupport.Cluster;

/// <summary>Where Consul's executable is.</summary>
public static class ConsulProgram
{
    /// <summary>The one on the PATH if there is one, otherwise the one that scripts/fetch-consul.sh has put into the checkout; null without either.</summary>
    public static string? Path { get; } = OnPath() ?? InCheckout();

    private static string? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => System.IO.Path.Combine(folder, "consul"))
        .FirstOrDefault(File.Exists);

    private static string? InCheckout()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "MailingList.sln")))
            {
                string fetched = System.IO.Path.Combine(folder, "tests", ".tools", "consul");
                return File.Exists(fetched) ? fetched : null;
            }
        }

        return null;
    }
}
