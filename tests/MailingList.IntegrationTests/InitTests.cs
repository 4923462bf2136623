using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>The first minute with the program: `init` makes what is missing and changes nothing that is there.</summary>
public sealed class InitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailinglist-init-").FullName;
    private readonly Dictionary<string, string?> _environment;

    public InitTests()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        _environment = new() { ["MAILINGLIST_CONFIG"] = Configuration };
    }

    private string Configuration => Path.Combine(_folder, "etc", "mailinglist.toml");

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ExecutableFact]
    public void It_makes_all_that_is_needed_and_says_what_comes_next()
    {
        Result init = Init("--domain", "lists.example.org", "--domain", "other.example.org");
        Assert.Equal((0, string.Empty), (init.ExitCode, init.Error));
        Assert.Equal(
            [$"{Configuration}: written", $"{Path.Combine(Data, "lists.db")}: ready", "Next: `mailinglist setup postfix` or `mailinglist setup exim`, then `mailinglist create NAME@lists.example.org --owner ADDRESS`"],
            init.Lines);
        Assert.Equal(0, Run("create", "dev@other.example.org", "--owner", "ann@example.org").ExitCode);

        string text = File.ReadAllText(Configuration);
        Result again = Run("init");
        Assert.Equal((0, string.Empty), (again.ExitCode, again.Error));
        Assert.Equal($"{Configuration}: used as it is", again.Lines[0]);
        Assert.Equal(text, File.ReadAllText(Configuration));
        Assert.StartsWith("dev@other.example.org", Run("lists").Lines[1], StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void It_makes_the_database_again_where_that_is_an_empty_file()
    {
        Assert.Equal(0, Init("--domain", "lists.example.org").ExitCode);
        foreach (string file in Directory.EnumerateFiles(Data))
        {
            File.WriteAllBytes(file, []);
        }

        Expect.Told(Run("lists"), 75, "the database is empty", "mailinglist init");
        Assert.Equal(0, Run("init").ExitCode);
        Assert.Equal((0, string.Empty), (Run("lists").ExitCode, Run("lists").Error));
    }

    [ExecutableFact]
    public void Without_a_domain_it_asks_for_one()
    {
        Expect.Told(Run("init"), 64, $"there is no configuration {Configuration}", "--domain lists.example.org");
        Assert.False(File.Exists(Configuration));
    }

    [ExecutableFact]
    public void A_configuration_that_is_there_is_not_written_over()
    {
        Assert.Equal(0, Init("--domain", "lists.example.org").ExitCode);
        string text = File.ReadAllText(Configuration);
        Expect.Told(Init("--domain", "other.example.org"), 64, "is there already: change it by hand");
        Assert.Equal(text, File.ReadAllText(Configuration));
    }

    // In a mount namespace where /usr/sbin is empty but for what the test puts there.
    [RootTheory]
    [InlineData("touch /usr/sbin/postconf", "reinject = \"postfix:/usr/sbin/sendmail\"")]
    [InlineData("touch /usr/sbin/exim4", "#reinject = \"sendmail:/usr/sbin/sendmail\"")]
    [InlineData("touch /usr/sbin/postconf", "reinject = \"dir:/tmp\"", "--reinject", "dir:/tmp")]
    public void The_way_back_is_that_of_the_MTA_that_is_installed_unless_another_is_asked_for(string install, string written, params string[] more)
    {
        string[] init = [Repository.Executable, "init", "--data", Data, "--user", Sandbox.User, "--domain", "lists.example.org", .. more];
        Result result = Command.Run(
            "/usr/bin/unshare",
            ["--mount", "--propagation", "private", "sh", "-c", $"mount -t tmpfs tmpfs /usr/sbin && {install} && exec \"$@\"", "sh", .. init],
            [], _environment);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal(written, Assert.Single(File.ReadLines(Configuration), line => line.Contains("reinject =", StringComparison.Ordinal)));
    }

    [ExecutableTheory]
    [InlineData("two words", "dir:/tmp", "'two words' is not a domain name")]
    [InlineData("a\"b", "dir:/tmp", "is not a domain name")]
    [InlineData("lists.example.org", "nonsense", "reinject = \"nonsense\" is none of")]
    public void What_cannot_be_read_back_is_not_left_behind(string domain, string reinject, string said)
    {
        Expect.Told(Init("--domain", domain, "--reinject", reinject), 78, said);
        Assert.False(File.Exists(Configuration));
        Assert.False(Directory.Exists(Data));
    }

    private Result Init(params string[] arguments) => Run(["init", "--data", Data, "--user", Sandbox.User, .. arguments]);

    private Result Run(params string[] arguments) => Command.Run(Repository.Executable, arguments, [], _environment);
}
