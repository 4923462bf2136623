using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>What a person reads who does not know the program yet, or mistyped.</summary>
public sealed class HelpTests
{
    private static readonly Dictionary<string, string?> NoConfiguration = new() { ["MAILINGLIST_CONFIG"] = "/nonexistent/mailinglist.toml" };

    private static readonly string[] Names =
        ["init", "create", "delete", "lists", "show", "set", "subscribe", "unsubscribe", "subscribers", "import", "export", "deny", "allow", "header-rule", "bounces", "deliver", "check", "setup"];

    public static TheoryData<string> Verbs => [.. Names];

    [ExecutableTheory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_explains_itself_with_an_example(string verb)
    {
        Result help = Run(verb, "--help");
        Assert.Equal((0, string.Empty), (help.ExitCode, help.Error));
        Assert.Contains("Examples:", help.Lines);
        Assert.Contains(help.Lines, line => line.StartsWith("  ", StringComparison.Ordinal) && line.Contains($"mailinglist {verb}", StringComparison.Ordinal));
        Assert.Contains("--config=FILE", help.Output, StringComparison.Ordinal);
        Assert.Equal(help.Output, Run("help", verb).Output);
    }

    [ExecutableTheory]
    [InlineData("--help")]
    [InlineData("help")]
    public void The_overview_names_every_verb(string asked)
    {
        Result help = Run(asked);
        Assert.Equal((0, string.Empty), (help.ExitCode, help.Error));
        Assert.All(Names, verb => Assert.Contains(help.Lines, line => line.StartsWith($"  {verb} ", StringComparison.Ordinal)));
    }

    [ExecutableFact]
    public void The_version_is_one_line()
    {
        Result version = Run("--version");
        Assert.Equal((0, string.Empty), (version.ExitCode, version.Error));
        Assert.Matches("^mailinglist [0-9]+[.][0-9]+[.][0-9]+$", Assert.Single(version.Lines));
    }

    [ExecutableTheory]
    [InlineData("No verb selected", "--help")]
    [InlineData("Verb 'nonsense' is not recognized", "--help", "nonsense")]
    [InlineData("create needs LIST.", "create --help", "create")]
    [InlineData("Option 'bogus' is unknown", "create --help", "create", "dev@lists.example.org", "--bogus")]
    [InlineData("set needs LIST KEY=VALUE.", "set --help", "set", "dev")]
    [InlineData("subscribe needs LIST ADDRESS.", "subscribe --help", "subscribe", "dev")]
    [InlineData("deny needs add|remove|show", "deny --help", "deny")]
    [InlineData("deny add needs LIST, or --all", "deny --help", "deny", "add")]
    [InlineData("header-rule is followed by add LIST", "header-rule --help", "header-rule", "move", "dev")]
    [InlineData("allow is followed by add LIST PATTERN...", "allow --help", "allow", "show", "dev", "x@y.example")]
    [InlineData("import needs LIST FILE.", "import --help", "import", "dev")]
    [InlineData("bounces needs LIST, LIST ADDRESS, LIST ADDRESS --reset, --sweep, or --classify FILE...", "bounces --help", "bounces")]
    [InlineData("bounces needs LIST, LIST ADDRESS, LIST ADDRESS --reset, --sweep, or --classify FILE...", "bounces --help", "bounces", "--classify")]
    [InlineData("'two' is one argument too many", "delete --help", "delete", "one", "two", "--yes")]
    [InlineData("'dev' is one argument too many", "lists --help", "lists", "dev")]
    [InlineData("setup needs MTA.", "setup --help", "setup")]
    [InlineData("there is no wiring for 'sendmail'", "postfix", "setup", "sendmail")]
    public void Wrong_usage_is_explained_with_a_hint(string said, string hint, params string[] arguments)
    {
        Expect.Told(Run(arguments), 64, said, hint);
    }

    private static Result Run(params string[] arguments) => Command.Run(Repository.Executable, arguments, [], NoConfiguration);
}
