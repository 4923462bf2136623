using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MailingList.TestSupport;

/// <summary>The Consul that tests run: the one on the PATH, otherwise the one that scripts/fetch-consul.sh has put into the checkout.</summary>
public static partial class ConsulBinary
{
    private static readonly Lazy<Version> OfThis = new(AskVersion);

    /// <summary>Its path; null when there is none.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Why a test that needs it is left out; null when it is not.</summary>
    public static string? WhyNone { get; } = Path is null ? "needs Consul: run scripts/fetch-consul.sh" : null;

    /// <summary>Its version.</summary>
    public static Version Version => OfThis.Value;

    private static string? Find()
    {
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Select(folder => System.IO.Path.Combine(folder, "consul"));
        return onPath.Concat(InCheckout()).FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> InCheckout()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            yield return System.IO.Path.Combine(folder, "tests", ".tools", "consul");
        }
    }

    private static Version AskVersion()
    {
        using var process = Process.Start(new ProcessStartInfo(Path!, ["version"]) { RedirectStandardOutput = true })!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Version.Parse(Number().Match(said).Value);
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex Number();
}
