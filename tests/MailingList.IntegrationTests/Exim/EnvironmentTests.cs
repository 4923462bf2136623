using System.Text;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Exim;

/// <summary>The pipe as Exim calls it, with all that an environment can hold.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private const string List = "dev@lists.example.org";

    private readonly Sandbox _sandbox = new();

    public EnvironmentTests() => _sandbox.CreateList("dev", ["reader@r.example"]);

    public void Dispose() => _sandbox.Dispose();

    [ExecutableTheory]
    [InlineData("$(touch /tmp/x)`id`;|&<>*@shell.example")]
    [InlineData("--recipient=other@lists.example.org")]
    [InlineData("\"a b\\\" c\"@quoted.example")]
    [InlineData("DEV@LISTS.example.org")]
    [InlineData("ä@ü.example")]
    public void Whatever_the_sender_looks_like_it_is_a_sender_and_nothing_else(string sender)
    {
        Result result = Deliver(sender, List);
        Assert.Equal((0, string.Empty, string.Empty), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(["reader@r.example"], Assert.Single(_sandbox.Copies()).Recipients);
        Assert.Contains($" from=<{sender}> ", File.ReadAllText(_sandbox.Log), StringComparison.Ordinal);
    }

    [ExecutableTheory]
    [InlineData("a@b.example\nRECIPIENT=other@lists.example.org", List, 65)]
    [InlineData("a@b.example", "dev@lists.example.org\nTo: x", 67)]
    [InlineData("a@b.example", "$(id)@lists.example.org", 67)]
    [InlineData("a@b.example", "a b\"; c@lists.example.org", 67)]
    [InlineData("a@b.example", "", 67)]
    public void What_no_address_can_be_is_refused_in_one_line(string sender, string recipient, int exitCode)
    {
        Result result = Deliver(sender, recipient);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Matches("^5\\.1\\.[17] [^\n]+\n$", result.Output);
        Assert.Empty(_sandbox.Copies());
        Assert.All(File.ReadAllLines(_sandbox.Log), line => Assert.StartsWith("20", line, StringComparison.Ordinal));
    }

    [ExecutableFact]
    public void Both_places_or_none_are_a_mistake_in_the_wiring_and_the_post_waits()
    {
        foreach (Result result in (Result[])[Deliver("a@b.example", List, "--sender", "a@b.example", "--recipient", List), Deliver("a@b.example", null)])
        {
            Assert.Equal(75, result.ExitCode);
            Assert.Matches("^4\\.3\\.0 [^\n]+\n$", result.Output);
        }

        Assert.Empty(_sandbox.Copies());
    }

    private Result Deliver(string sender, string? recipient, params string[] arguments)
    {
        Dictionary<string, string?> environment = _sandbox.Environment();
        (environment["SENDER"], environment["RECIPIENT"]) = (sender, recipient);
        return Command.Run(Repository.Executable, ["deliver", .. arguments], Encoding.ASCII.GetBytes(Some.Text(Some.Post())), environment);
    }
}
