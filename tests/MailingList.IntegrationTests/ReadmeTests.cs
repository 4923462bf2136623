using System.Text;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>
/// Every command of the README, in its order, as root on a machine that looks fresh: folders that it changes are laid over with empty
/// layers in a mount namespace that is gone afterwards.
/// </summary>
public sealed class ReadmeTests : IDisposable
{
    private const string NotRun = "<!-- not run by the README test";

    private readonly string _folder = Directory.CreateTempSubdirectory("mailinglist-readme-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PostfixFact]
    public void Every_command_of_the_README_works()
    {
        string[] blocks = [.. Blocks(File.ReadAllLines(Path.Combine(Repository.Root, "README.md")))];
        Assert.Contains(blocks, block => block.Contains("make install", StringComparison.Ordinal));
        // The upper layers lie on a tmpfs of the namespace's own. A copy of the checkout's out/ is new enough for make.
        string script = $"""
            set -eu
            mount -t tmpfs tmpfs {_folder}
            for layer in etc var usr/local; do
                mkdir -p {_folder}/$layer.upper {_folder}/$layer.work
                mount -t overlay overlay -o lowerdir=/$layer,upperdir={_folder}/$layer.upper,workdir={_folder}/$layer.work /$layer
            done
            cd {Repository.Root}
            [ ! -e /etc/mailinglist/mailinglist.toml ] || rm /etc/mailinglist/mailinglist.toml
            cp examples/first-post.eml {_folder}
            export MAKEFLAGS=--no-print-directory
            set -x
            {string.Concat(blocks).Replace("dev.csv", $"{_folder}/dev.csv", StringComparison.Ordinal)}
            """;
        Result result = Command.Run("/usr/bin/unshare", ["--mount", "--propagation", "private", "sh", "-c", script], []);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains("dev@lists.example.org: created", result.Output, StringComparison.Ordinal);
        Assert.Contains("bob@example.net: unsubscribed", result.Output, StringComparison.Ordinal);
        Assert.Contains("dev@lists.example.org: deleted", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Blocks(string[] lines)
    {
        bool skipped = false;
        for (int i = 0; i < lines.Length; i++)
        {
            skipped |= lines[i].StartsWith(NotRun, StringComparison.Ordinal);
            if (lines[i] != "```sh")
            {
                continue;
            }

            var block = new StringBuilder();
            while (lines[++i] != "```")
            {
                block.AppendLine(lines[i]);
            }

            if (!skipped)
            {
                yield return block.ToString();
            }

            skipped = false;
        }
    }
}
