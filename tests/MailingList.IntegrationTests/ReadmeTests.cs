using System.Text;
using System.Text.RegularExpressions;

using MailingList.IntegrationTests.Support;
using MailingList.TestSupport.Cluster;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>
/// Every command of the README and of its pages, in its order, as root on a machine that looks fresh: folders that it changes are laid over with empty
/// layers in a mount namespace that is gone afterwards.
/// </summary>
public sealed partial class ReadmeTests : IDisposable
{
    private const string NotRun = "<!-- not run by the README test";

    private readonly string _folder = Directory.CreateTempSubdirectory("mailinglist-readme-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PostfixFact]
    public void Every_command_of_the_README_works()
    {
        Result result = RunCommandsOf("README.md", "make install", before: string.Empty);
        Assert.Contains("dev@lists.example.org: created", result.Output, StringComparison.Ordinal);
        Assert.Contains("bob@example.net: unsubscribed", result.Output, StringComparison.Ordinal);
        Assert.Contains("dev@lists.example.org: deleted", result.Output, StringComparison.Ordinal);
    }

    [PostfixFact]
    public void Every_command_of_the_page_on_mails_works()
    {
        Result result = RunCommandsOf("docs/by-mail.md", "--confirm", before: $"""
            make install
            mailinglist init --domain lists.example.org --reinject dir:/var/lib/mailinglist
            """);
        Assert.Contains("carl@example.net: asked", result.Output, StringComparison.Ordinal);
        Assert.Contains("dora@example.net: unsubscribed", result.Output, StringComparison.Ordinal);
        Assert.Contains("/etc/mailinglist/templates/club@lists.example.org/welcome.txt", result.Output, StringComparison.Ordinal);
    }

    [PostfixFact]
    public void Every_command_of_the_page_on_who_may_post_works()
    {
        Result result = RunCommandsOf("docs/who-may-post.md", "header-rule", before: $"""
            make install
            mailinglist init --domain lists.example.org
            """);
        Assert.Contains("all lists: *@*.spam.example is denied", result.Output, StringComparison.Ordinal);
        Assert.Contains("the exit code is that of deliver: 77", result.Output, StringComparison.Ordinal);
    }

    [PostfixFact]
    public void Every_command_of_the_page_on_bounces_works()
    {
        Result result = RunCommandsOf("docs/bounces.md", "--sweep", before: $"""
            make install
            mailinglist init --domain lists.example.org
            """);
        Assert.Contains("bob@example.net: nothing came back", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"class\":\"gone\",\"status\":\"5.1.1\",\"hard\":true", result.Output, StringComparison.Ordinal);
    }

    // With the server's example configuration, as far as one server alone can have it, and with what the policy allows and no more.
    [ClusterFact]
    public void Every_command_of_the_page_on_several_hosts_works()
    {
        Result result = RunCommandsOf("docs/several-hosts.md", "consul acl policy create", before: $"""
            ip link set lo up
            PATH={Path.GetDirectoryName(ConsulProgram.Path)}:$PATH
            consul agent -config-file=consul-examples/server.hcl -bootstrap-expect=1 -bind=127.0.0.1 -data-dir={_folder}/consul > {_folder}/consul.log &
            until consul acl bootstrap > {_folder}/bootstrap; do sleep 0.2; done 2> {_folder}/not-yet
            export CONSUL_HTTP_TOKEN=$(awk '$1 == "SecretID:" {"{ print $2 }"}' {_folder}/bootstrap)
            make install
            mailinglist init --domain lists.example.org
            """, "--net");
        Assert.Contains(" 0 changes left to tell", result.Output, StringComparison.Ordinal);
        Assert.Contains("team@lists.example.org: created", result.Output, StringComparison.Ordinal);
    }

    // The upper layers lie on a tmpfs of the namespace's own. A copy of the checkout's out/ is new enough for make.
    private Result RunCommandsOf(string page, string command, string before, params string[] more)
    {
        string[] blocks = [.. Blocks(File.ReadAllLines(Path.Combine(Repository.Root, page)))];
        Assert.Contains(blocks, block => block.Contains(command, StringComparison.Ordinal));
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
            {before}
            set -x
            {Files().Replace(string.Concat(blocks), $"{_folder}/$0")}
            """;
        string[] apart = ["--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc", .. more];
        Result result = Command.Run("/usr/bin/unshare", [.. apart, "sh", "-c", script], []);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.DoesNotContain("warning", result.Error, StringComparison.OrdinalIgnoreCase);
        return result;
    }

    // What the commands write where they are called.
    [GeneratedRegex(@"\b(dev|team)\.csv\b|\ball-lists\.jsonl\b")]
    private static partial Regex Files();

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
