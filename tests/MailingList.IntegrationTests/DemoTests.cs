using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>What `make demo` shows on one screen.</summary>
public sealed class DemoTests
{
    [PostfixFact]
    public void A_post_goes_through_a_Postfix_of_its_own() => Verify("postfix", "through a Postfix of its own");

    [EximFact]
    public void A_post_goes_through_an_Exim_of_its_own() => Verify("exim", "through an Exim of its own");

    [ExecutableFact]
    public void Another_MTA_is_none() => Assert.Equal((1, "MTA=sendmail is none of postfix, exim\n"), (Demo("sendmail").ExitCode, Demo("sendmail").Error));

    private static void Verify(string mta, string said)
    {
        Result result = Demo(mta);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains(said, result.Output, StringComparison.Ordinal);
        string received = Assert.Single(result.Lines, line => line.StartsWith("received by: ", StringComparison.Ordinal));
        Assert.Equal(["ann@example.net", "bob@example.com", "carla@example.org"], received["received by: ".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal("dev-bounces@lists.example.org", Copy.WithoutToken(Assert.Single(result.Lines, line => line.StartsWith("return path:", StringComparison.Ordinal))["return path:".Length..].Trim()));
        Assert.Matches("(?m)^the pipe took: [0-9.]+ s$", result.Output);
        Assert.Contains("  + List-Id: <dev.lists.example.org>", result.Lines);
        Assert.EndsWith("    This body arrives as it was sent, byte for byte.\n", result.Output, StringComparison.Ordinal);
    }

    private static Result Demo(string mta) =>
        Command.Run(Path.Combine(Repository.Root, "scripts", "demo.sh"), [], [], new Dictionary<string, string?> { ["MTA"] = mta });
}
