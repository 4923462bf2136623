namespace MailingList.Core.Tests.Bounces;

/// <summary>
/// A test over a corpus of real bounces that is no part of this project: the folder that MAILINGLIST_CORPUS names, or shared/corpora/bounces
/// beside the checkout. Where there is none it is skipped, in CI too (scripts/test.sh).
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFactAttribute : FactAttribute
{
    internal const string Labels = "labels.json";

    public CorpusFactAttribute() => Skip = Folder is null ? "there is no corpus of bounces (MAILINGLIST_CORPUS)" : null;

    /// <summary>The folder, or null.</summary>
    internal static string? Folder { get; } = Find();

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("MAILINGLIST_CORPUS");
        string? beside = Checkout() is { } root ? Path.Combine(root, "..", "shared", "corpora", "bounces") : null;
        string? folder = string.IsNullOrEmpty(named) ? beside : named;
        return folder is not null && File.Exists(Path.Combine(folder, Labels)) ? folder : null;
    }

    private static string? Checkout()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MailingList.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
